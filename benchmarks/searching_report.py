"""What the search costs → its bars and tables."""

from collections.abc import Callable, Iterable

from benchmarks.asking import Use
from benchmarks.figures import Spread, spread
from benchmarks.searching import Answer, Asked, Searching, Transfer, Used
from benchmarks.tables import Bar, Row, show, table


def searching_bars(searching: Searching | None) -> Iterable[Bar]:
    """Yield what must hold of the search, which other sizes than these say nothing about."""
    known = searching if searching and searching.paragraphs == 10_000 else None
    yield _bar(
        "bytes for the first query : Material's", 0.15, known, lambda s: _ratio(s.asked, _size)
    )
    yield _bar(
        "time to the first results : Material's", 0.3, known, lambda s: _ratio(s.asked, _time)
    )
    yield _bar("memory with the search used : Material's", 0.5, known, _memory)
    yield _bar("time of a later query, ms", 100, known, lambda s: _later(map(_ours, s.used)))
    yield _bar("longest task over 50 ms while searching, ms", 0, known, _longest)
    yield _bar("files of the search", 2_000, known, lambda s: spread([s.files.count]))
    transfers = searching.transfers if searching else ()
    loaded = [_transfer(transfer) for transfer in transfers if transfer.paragraphs == 1_000]
    what = "page with its search unopened, no fonts : plain, 1,000 paragraphs"
    yield Bar(what, 0.3, loaded[0] if loaded else None)


def searching_tables(searching: Searching) -> Iterable[str]:
    """Yield the heading and the tables of what the bars leave out."""
    files = searching.files
    yield (
        f"### The search of {searching.paragraphs:,} paragraphs and notes in a browser, beside Material's of the same entries"
    )
    kinds = dict.fromkeys(asked.query.kind for asked in searching.asked)
    yield table(
        ("the first query", "visits", "ms", "Material", "kB", "Material", "ms : Material", "kB : Material"),
        (_first_row(kind, [a for a in searching.asked if a.query.kind == kind]) for kind in kinds),
    )  # fmt: skip
    yield table(
        ("a later query: ms", "Variorum", "Material"),
        (_later_row(kind, searching.used) for kind in kinds if _is_later(kind, searching.used)),
    )
    yield table(
        ("several queries", "visits", "longest task over 50 ms", "such tasks", "memory, MiB"),
        (
            _use_row("Variorum", list(map(_ours, searching.used))),
            _use_row("Material", list(map(_theirs, searching.used))),
        ),
    )
    yield table(
        ("a page with its search unopened, no fonts: kB", "Variorum", "plain", "Variorum : plain"),
        map(_transfer_row, searching.transfers),
    )
    yield f"The search of {searching.paragraphs:,} has {files.count:,} files of {files.size / 1e6:.1f} MB in all."


# -- Rows of the tables ----------------------------------------------------------------------------


def _first_row(kind: str, asked: list[Asked]) -> Row:
    figures = [
        show(spread(of(answer) / unit for answer in answers), digits=0)
        for of, unit in ((_time, 1), (_size, 1_000))
        for answers in ([both.variorum for both in asked], [both.plain for both in asked])
    ]
    ratios = [show(_ratio(asked, of)) for of in (_time, _size)]
    return (kind, str(len(asked)), *figures, *ratios)


def _later_row(kind: str, used: Iterable[Used]) -> Row:
    found = (_later(map(of, used), kind) for of in (_ours, _theirs))
    return (kind, *(show(times, digits=0) for times in found))


def _is_later(kind: str, used: Iterable[Used]) -> bool:
    """Say whether a query of the kind followed another; with a single round the first did not."""
    return any(later.query.kind == kind for both in used for later in both.variorum.later)


def _use_row(name: str, uses: list[Use]) -> Row:
    figures = (
        spread(use.longest for use in uses),
        spread(use.tasks for use in uses),
        spread(use.memory for use in uses),
    )
    return (name, str(len(uses)), *(show(figure, digits=0) for figure in figures))


def _transfer_row(transfer: Transfer) -> Row:
    weights = (f"{size / 1e3:,.1f}" for size in (transfer.variorum, transfer.plain))
    ratio = _transfer(transfer).middle
    return (f"{transfer.paragraphs:,} paragraphs a site", *weights, f"{ratio:.2f}")


# -- Figures ---------------------------------------------------------------------------------------


def _bar(
    what: str, limit: float, searching: Searching | None, find: Callable[[Searching], Spread]
) -> Bar:
    return Bar(f"{what}, 10,000 paragraphs", limit, find(searching) if searching else None)


def _ratio(asked: Iterable[Asked], of: Callable[[Answer], float]) -> Spread:
    return spread(of(both.variorum) / of(both.plain) for both in asked)


def _time(answer: Answer) -> float:
    return answer.time


def _size(answer: Answer) -> float:
    return answer.fetched


def _memory(searching: Searching) -> Spread:
    return spread(both.variorum.memory / both.plain.memory for both in searching.used)


def _later(uses: Iterable[Use], kind: str = "") -> Spread:
    return spread(
        later.time for use in uses for later in use.later if kind in ("", later.query.kind)
    )


def _longest(searching: Searching) -> Spread:
    return spread(both.variorum.longest for both in searching.used)


def _transfer(transfer: Transfer) -> Spread:
    return spread([transfer.variorum / transfer.plain])


def _ours(both: Used) -> Use:
    return both.variorum


def _theirs(both: Used) -> Use:
    return both.plain
