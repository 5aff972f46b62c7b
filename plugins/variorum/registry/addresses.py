"""Annotations, sidebars and texts, and their registry lines → addresses kept, given and retired."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as change
from datetime import date
from typing import get_args

from variorum.read.registry import AddressKind, RegistryLine, show_address
from variorum.registry.passages import fold_words
from variorum.registry.proposal import Address, Difference, Retirement, quote_excerpt

Key = tuple[str, str]

_KINDS = get_args(AddressKind)


@dataclass(frozen=True, slots=True)
class SettledAddresses:
    """What became of the addresses that are not blocks'."""

    changed: Mapping[Key, RegistryLine]
    """By text and id."""
    added: tuple[RegistryLine, ...]
    retired: tuple[Retirement, ...]
    differences: tuple[Difference, ...]
    refusals: tuple[Difference, ...]


def settle_addresses(
    addresses: Sequence[Address],
    lines: Sequence[RegistryLine],
    *,
    renamed: Mapping[str, str],
    day: date,
    replace: bool,
) -> SettledAddresses:
    """Settle which addresses are new, retitled or gone; what is gone and came back elsewhere leads there.

    Args:
        addresses: What is there; a text without a slug has the edition's own address and no line.
        lines: The registry; lines of blocks are not looked at.
        renamed: Slugs of texts and what they were before.
        day: On which new addresses are published.
        replace: Whether an address may take the title of another.
    """
    registered = {(line.text, line.id): line for line in lines if line.kind in _KINDS}
    present = {(address.text, address.id): address for address in addresses if address.id}
    changed: dict[Key, RegistryLine] = {}
    added: list[RegistryLine] = []
    differences: list[Difference] = []
    refusals = [] if replace else list(_find_taken(present, registered, renamed))
    for (text, address_id), address in present.items():
        line = registered.get((text, address_id))
        name = _show(address.kind, text, address_id)
        if line is None:
            words = address.words
            added.append(RegistryLine(address_id, address.kind, day, None, None, (), text, words))
            sentence = f"{name} registered"
            differences.append(Difference("address-added", text, address_id, sentence))
        elif line.retired:
            sentence = f"{name} was retired on {line.retired} and cannot come back"
            refusals.append(Difference("address-again", text, address_id, sentence))
        elif line.words != address.words:
            changed[text, address_id] = change(line, words=address.words)
            sentence = f"{name} is now titled {quote_excerpt(address.words)}"
            differences.append(Difference("address-retitled", text, address_id, sentence))
    retired: list[Retirement] = []
    heirs = list(added)
    for key, line in registered.items():
        if line.retired or key in present:
            continue
        heir = next((h for h in heirs if _is_heir(h, line, renamed)), None)
        if heir:
            heirs.remove(heir)
            elsewhere = heir.text != line.text and heir.kind != "text"
            target = f"{heir.text}#{heir.id}" if elsewhere else heir.id
            retired.append(Retirement(*key, f"renamed to {target}", (target,)))
        else:
            retired.append(Retirement(*key, "deleted", ()))
        name = _show(line.kind, *key)
        sentence = f"{name} retired, {retired[-1].reason}"
        differences.append(Difference("address-gone", *key, sentence))
    return SettledAddresses(
        changed, tuple(added), tuple(retired), tuple(differences), tuple(refusals)
    )


def _find_taken(
    present: Mapping[Key, Address],
    registered: Mapping[Key, RegistryLine],
    renamed: Mapping[str, str],
) -> Iterator[Difference]:
    """Yield the addresses that seem to name what another one named, or something else in another text."""
    live = {key: line for key, line in registered.items() if line.retired is None}
    owners = {(line.kind, fold_words(line.words)): key for key, line in live.items()}
    moved = {address.id: address for key, address in present.items() if key not in registered}
    for key, line in live.items():
        address = present.get(key)
        if address is None:
            heir = moved.get(line.id)
            if heir is None or heir.kind == "text" or renamed.get(heir.text) == line.text:
                continue
            if fold_words(heir.words) != fold_words(line.words):
                sentence = f"{_show(line.kind, *key)} is in another text now, and its title is {quote_excerpt(heir.words)}"
                yield Difference("address-taken", *key, sentence)
        elif address.words != line.words:
            owner = owners.get((line.kind, fold_words(address.words)), key)
            now = present.get(owner)
            if owner != key and (now is None or now.words != address.words):
                sentence = f"{_show(line.kind, *key)} has the title of {_show(line.kind, *owner)} now, {quote_excerpt(address.words)}"
                yield Difference("address-taken", *key, sentence)


def _show(kind: str, text: str, address_id: str) -> str:
    return f'the text "{text}"' if kind == "text" else show_address(text, address_id)


def _is_heir(heir: RegistryLine, line: RegistryLine, renamed: Mapping[str, str]) -> bool:
    if heir.kind != line.kind:
        return False
    if line.kind == "text":
        return renamed.get(heir.id) == line.id
    return heir.id == line.id or fold_words(heir.words) == fold_words(line.words)
