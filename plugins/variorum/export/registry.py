"""Every id ever published, as the edition's own registry has it: by it two printings of an edition can be compared."""

from typing import cast

from variorum.model import Edition
from variorum.read.registry import Kind, RegistryLine, dump_registry


def make_registry(edition: Edition) -> bytes:
    """Return `registry.jsonl`: the bytes of the edition's own file where that is up to date."""
    lines = (
        RegistryLine(
            id=item.id,
            kind=cast(Kind, item.kind),  # it came from such a line
            published=item.published,
            reason=item.reason or None,
            retired=item.retired,
            successor=item.successor,
            text=item.text,
            words=item.words,
        )
        for item in edition.registry
    )
    return dump_registry(lines).encode()
