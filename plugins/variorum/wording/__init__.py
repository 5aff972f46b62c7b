"""How things are called in pages and exports, in the reader's language."""

from variorum.wording.catalogue import (
    Wording,
    find_wording,
    label_block,
    put_within,
    shorten,
    wording_of,
)

__all__ = ["Wording", "find_wording", "label_block", "put_within", "shorten", "wording_of"]
