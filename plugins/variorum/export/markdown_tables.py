"""A table's rows and cells → the lines of a table of pipes, which has a head and as many cells in each row; used by `markdown`."""

import re
from collections.abc import Iterable, Mapping

from variorum.export.markdown_inline import write_leaf
from variorum.export.markdown_tree import Leaf, Member, list_leaves

_ROWS = frozenset({"row", "header-row"})
_SPAN = re.compile(r"(\d{1,4})x(\d{1,4})")  # "2x1"
_WIDEST = 50
"""Columns up to which it is minded that a cell takes several: a thousand rows of a thousand would never end."""


def write_table(text: str, table: Member, labels: Mapping[str, str]) -> str:
    """Return a table; empty where it has no rows.

    Args:
        text: Of the block.
        table: Its caption is not written.
        labels: As for `write_leaf`.
    """
    rows = [m for m in table.members if not isinstance(m, Leaf) and m.kind in _ROWS]
    if not rows:
        return ""
    cells = _spread(text, rows, labels)
    width = max(map(len, cells))
    head = cells.pop(0) if rows[0].kind == "header-row" else []
    # other rows may be shorter
    cells[:0] = [[*head, *[""] * (width - len(head))], ["---"] * width]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _spread(text: str, rows: Iterable[Member], labels: Mapping[str, str]) -> list[list[str]]:
    """List the cells of each row in their columns, with empty ones where a cell takes more than its own."""
    spread: list[list[str]] = []
    taken: dict[int, int] = {}  # columns, and how many of the rows to come have them taken
    for row in rows:
        written: list[str] = []
        for cell in row.members:
            while taken.get(len(written)):
                written.append("")
            assert not isinstance(cell, Leaf)  # of a proper table
            found = _SPAN.fullmatch(cell.target)
            height, width = (int(found[1]), int(found[2])) if found else (1, 1)
            first = len(written)
            columns = range(first, min(first + width, _WIDEST))
            written += [_write_cell(text, cell, labels), *[""] * (len(columns) - 1)]
            # counted from this row, which is taken off at its end
            taken |= dict.fromkeys(columns, height)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        spread.append(written)
    return spread


def _write_cell(text: str, cell: Member, labels: Mapping[str, str]) -> str:
    leaves = (write_leaf(text, x, where="cell", labels=labels) for x in list_leaves(cell))
    return "<br> ".join(leaf for leaf in leaves if leaf)
