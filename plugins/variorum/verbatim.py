"""Quotations of the commentary → whether each stands, word for word, in the text or on record of the source cited for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import regex

from variorum.evidence import Library, Parts, fold_words, make_library, split_quotation, stands_in
from variorum.model import Text
from variorum.problems import Position, Problem, Severity
from variorum.prose.passages import MARKS
from variorum.quotations import Found, find_quotations
from variorum.read.folder import Folder
from variorum.read.references import RawReference
from variorum.reuse import Keep
from variorum.whereabouts import Manuscript, open_manuscript
from variorum.written import Written

SHOWN = 60
"""Code points of a quotation that a problem shows."""
SMALL = 100_000
"""Code points of the texts up to which the nearest passage is looked for in them too."""
MOST = 50
"""Quotations of one note that are told to be wrong: nobody reads more at once, and each takes a search."""
TITLES = ("title", "title-short", "original-title", "container-title", "collection-title")
"""Fields of a reference of which a quotation may be part."""

_TAG = regex.compile(r"<[^>]+>")  # <i>, </span>


@dataclass(slots=True)
class _Record:
    """The words that quotations are compared with, each folded once."""

    read_own: Callable[[], Library]
    texts: Sequence[str]
    """Of the edition, where they are short enough to look for what is most like a quotation."""
    references: Mapping[str, RawReference]
    is_strict: bool
    _own: list[Library] = field(default_factory=list)
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _titles: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def own(self) -> Library:
        """Return the words of the edition itself, made when first wanted."""
        if not self._own:
            self._own.append(self.read_own())
        return self._own[0]

    def words_of(self, key: str) -> tuple[str, ...]:
        """Return the words on record of a reference."""
        if key not in self._words:
            quotes = self.references[key].quotes
            self._words[key] = tuple(fold_words(quote.text) for quote in quotes)
        return self._words[key]

    def titles_of(self, key: str) -> tuple[str, ...]:
        """Return the titles of a reference, its container's among them; one in brackets is the editors' own."""
        if key not in self._titles:
            values = (self.references[key].csl.get(name) for name in TITLES)
            self._titles[key] = tuple(
                fold_words(_TAG.sub("", value))
                for value in values
                if isinstance(value, str) and not value.startswith("[")
            )
        return self._titles[key]


def check_quotations(
    files: Folder,
    written: Sequence[Written],
    texts: Sequence[Text],
    *,
    keep: Keep,
) -> Iterator[Problem]:
    """Yield the quotations that stand neither in the edition's texts nor on record of the source cited for them.

    Where the edition is not strict this is advice, and a source of which no words are on record is believed.

    Args:
        files: With an edition file among them.
        written: The commentary.
        texts: Of the edition, as printed and as read.
        keep: Gives back what was made of the same prose before.
    """
    assert files.edition is not None
    fields = files.edition.fields
    blocks = tuple(block.text for text in texts for block in text.blocks)
    printed = tuple(block for text in texts for block in text.printed.split("\n\n"))
    own = (fields.title, *(text.title for text in texts), *blocks, *printed)
    record = _Record(
        read_own=lambda: keep(("words",), own, partial(make_library, own)),
        texts=blocks if sum(map(len, blocks)) <= SMALL else (),
        references={reference.id: reference for reference in files.references},
        is_strict=fields.commentary.strict,
    )
    for item in written:
        draft = item.draft
        if "<blockquote" not in draft.html and not any(mark in draft.html for mark in MARKS):
            continue
        find = partial(_find_all, item, fields.language)
        found = keep(("quotations", item.key), (draft, fields.language), find)
        yield from _check(item, found, record)


def _find_all(item: Written, language: str) -> tuple[tuple[Found, tuple[Parts, ...]], ...]:
    found = find_quotations(item.passages, language=language)
    return tuple((quotation, split_quotation(quotation.text)) for quotation in found)


def _check(
    item: Written, found: Sequence[tuple[Found, tuple[Parts, ...]]], record: _Record
) -> Iterator[Problem]:
    clusters = item.draft.clusters
    keys = {citation.key for cluster in clusters for citation in cluster.citations}
    if not keys <= record.references.keys():  # reported by `check_keys`
        return
    manuscript: Manuscript | None = None
    sound = told = 0
    for number, (quotation, ways) in enumerate(found):
        if not ways:
            continue
        vouching = [c.key for i in quotation.clusters for c in clusters[i].citations]
        if _is_on_record(ways, vouching, keys, record):
            continue
        problem = _describe(item.at, quotation, tuple(dict.fromkeys(vouching)), record)
        if problem is None:
            continue
        told += 1
        if told > MOST:
            return
        manuscript = manuscript or open_manuscript(item)
        # what stands before it, so that the search goes on there
        for passed, _ in found[sound:number]:
            manuscript.find_quotation(passed.text, is_block=passed.is_block)
        sound = number + 1
        at = manuscript.find_quotation(quotation.text, is_block=quotation.is_block)
        yield replace(problem, position=at or item.at)


def _is_on_record(
    ways: tuple[Parts, ...], vouching: Sequence[str], keys: set[str], record: _Record
) -> bool:
    return (
        any(stands_in(ways, words) for key in vouching for words in record.words_of(key))
        or record.own().has(ways)
        or any(stands_in(ways, title) for key in keys for title in record.titles_of(key))
    )


def _describe(
    at: Position, quotation: Found, vouching: tuple[str, ...], record: _Record
) -> Problem | None:
    """Return what is wrong with a quotation that is nowhere on record; None where the edition does not mind."""
    shown = f'"{_shorten(quotation.text)}"'
    names = " or ".join(f'"{key}"' for key in vouching)
    words = [(key, quote.text) for key in vouching for quote in record.references[key].quotes]
    mend = "copy the words from the source, record them in `quotes`, or drop the marks"
    if words:
        text = f"the quotation {shown} is not among the words on record of {names}"
        severity: Severity = "error" if record.is_strict else "advice"
        nearest = _find_nearest(quotation.text, words, record)
        return Problem("V218", at, text, mend=mend, nearest=nearest, severity=severity)
    if not record.is_strict:
        return None
    nearest = _find_nearest(quotation.text, (), record)
    if vouching:
        text = f"the quotation {shown} rests on {names}, of which no words are on record"
        return Problem("V219", at, text, mend=mend, nearest=nearest)
    text = (
        f"the quotation {shown} is not in the text, and no source is cited for it in its paragraph"
    )
    mend = "cite the source after it, as [@key], and record the words in its `quotes`; or drop the marks"
    return Problem("V219", at, text, mend=mend, nearest=nearest)


def _find_nearest(quotation: str, words: Sequence[tuple[str, str]], record: _Record) -> str:
    """Return the words most like a quotation, with where they stand, for a problem to show; empty where none are like it."""
    from variorum.nearest import (
        find_nearest_passage,
    )  # takes a while, and most quotations are right

    # of a single word something in a text is always like it
    texts = record.texts if " " in quotation.strip() else ()
    passages = [*words, *(("the text", block) for block in texts)]
    near = find_nearest_passage(quotation, (passage for _, passage in passages))
    if near is None:
        return ""
    index, span, score = near
    name, passage = passages[index]
    return f'"{_shorten(passage[span.start : span.end])}" ({name}, {int(score)} %)'


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rstrip()}…"
