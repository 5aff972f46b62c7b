"""Glossary and people of an edition → where a text names them, once a block, and what the page says of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex

from variorum.fold import fold, fold_with_map
from variorum.model import STRUCTURE, Block, BlockKind, Edition, Prose, Span, Text
from variorum.render.html import (
    EMPTY,
    Html,
    element,
    escape,
    find_safe_url,
    finish_prose,
    join,
    text_element,
)
from variorum.render.legend import TERMS_ID
from variorum.render.marks import UNPARTED, Marks
from variorum.render.text import TermLink
from variorum.wording import wording_of

_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "quotation", "list", "verse", "footnote"})
_BARRED = frozenset({"code", "inner-code", "inner-heading"})
"""Kinds of range in which nothing is marked; nor in a link."""
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{M}}_\u200c\u200d]--{UNPARTED}]"
"""In the other scripts every letter may begin a word."""
_HEBREW = r"\p{Hebrew}"
_QUOTE = "[\"'׳״]"
"""Which may stand within a Hebrew word: צה״ל."""
_WORD = regex.compile(
    rf"{_LETTER}++(?:(?<={_HEBREW}){_QUOTE}(?={_HEBREW}){_LETTER}++)*|\S", regex.V1
)  # Medvedev, צה״ל, 李, "
_INSIDE = regex.compile(
    rf"""(?<={_LETTER}){_LETTER} | [\p{{M}}\u200c\u200d] | (?<={_HEBREW}){_QUOTE}{_HEBREW}
    | (?<={_LETTER}\.){_LETTER} | (?<={_LETTER})\.{_LETTER}  # U.S.|S.R.
    | (?<={_LETTER})'(?![sS](?!{_LETTER})){_LETTER}  # don|'t, but Medvedev|'s is two""",
    regex.V1 | regex.X,
)
"""What follows a place inside a word, in a folded text."""
_BEGINNING = regex.compile(r"(?:^|[.!?…。:\n][\p{Pe}\p{Pf}\"']*)[\p{Ps}\p{Pi}\p{Pd}\"'\s]*$")
"""What is before a sentence's first word: `… end.” “`."""
_LOOK_BACK = 12
"""Code points before a word that show whether a sentence begins there."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that a text names."""

    id: str
    """`term-3`, `person-2`: on the page of the text and on that of all entries."""
    name: str
    prose: Prose
    page: str
    """`glossary` or `people`."""
    as_of: date | None = None
    """The day up to which it holds."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """The words by which entries are named, folded; an entry is its number in glossary and people."""

    exact: Mapping[str, int | None]
    """None where the same words name several."""
    capital: Mapping[str, int | None]
    """Of words in small letters, as they begin a sentence."""
    lengths: Mapping[str, tuple[int, ...]]
    """How long those are that begin with a word, the longest first."""


def place_terms(edition: Edition, text: Text, marks: Mapping[str, Marks]) -> tuple[Named, ...]:
    """Place a link to each entry where a block of the text first names it.

    Where a link, code, a sign or the border of an element is in the way, the next place is taken.

    Args:
        edition: Gives glossary and people.
        text: One of its texts.
        marks: What lies on its blocks, signs among it; the links are added.

    Returns:
        The entries with a link, in the order of the edition.
    """
    entries = (*edition.glossary, *edition.people)
    if not entries:
        return ()
    forms = _index_forms(
        (
            *((term.term, *term.variants) for term in edition.glossary),
            *((person.name, *person.variants) for person in edition.people),
        )
    )
    marked: set[int] = set()
    for block in text.blocks:
        if block.part == "body" and block.kind in _KINDS:
            placed = marks[block.id]
            signs = {sign.position for sign in placed.signs}
            for number, span in _find_first(block, forms, signs):
                marked.add(number)
                placed.terms.append(TermLink(span, _name_entry(edition, number)))
    return tuple(_make_named(edition, number) for number in sorted(marked))


def _name_entry(edition: Edition, number: int) -> str:
    others = len(edition.glossary)
    return f"term-{number + 1}" if number < others else f"person-{number - others + 1}"


def _make_named(edition: Edition, number: int) -> Named:
    others = len(edition.glossary)
    if number < others:
        term = edition.glossary[number]
        return Named(_name_entry(edition, number), term.term, term.text, "glossary", term.as_of)
    person = edition.people[number - others]
    name = _name_entry(edition, number)
    return Named(name, person.name, person.text, "people", person.as_of)


@lru_cache(maxsize=4)
def _index_forms(names: tuple[tuple[str, ...], ...]) -> _Forms:
    """Index the names of the entries, each entry's own name before its variants."""
    exact: dict[str, int | None] = {}
    for number, (name, *_) in enumerate(names):
        exact.setdefault(fold(name), number)
    own = set(exact)
    for number, (_, *variants) in enumerate(names):
        for form in map(fold, variants):
            if form not in own:
                exact[form] = number if exact.get(form, number) == number else None
    exact.pop("", None)
    capital = {f"{form[0].upper()}{form[1:]}": to for form, to in exact.items()}
    capital = {form: to for form, to in capital.items() if form not in exact}
    lengths: dict[str, set[int]] = {}
    for form in (*exact, *capital):
        first = _WORD.match(form)
        if first:
            lengths.setdefault(first[0], set()).add(len(form))
    ordered = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return _Forms(exact, capital, ordered)


def _find_first(block: Block, forms: _Forms, signs: set[int]) -> Iterator[tuple[int, Span]]:
    """Yield where each entry is first named so that the words can be a link."""
    barred: set[int] = set()
    borders: set[int] = set(signs)
    for item in block.ranges:
        if item.kind in STRUCTURE:
            borders |= {item.start, item.end}
        if item.kind in _BARRED or (item.kind == "link" and find_safe_url(item.target)):
            barred.update(range(item.start, item.end))
    seen: set[int] = set()
    for number, span in _find_names(block.text, forms):
        inner = range(span.start + 1, span.end)
        if (
            number in seen
            or not borders.isdisjoint(inner)
            or not barred.isdisjoint((span.start, *inner))
        ):
            continue
        seen.add(number)
        yield number, span


def _find_names(text: str, forms: _Forms) -> Iterator[tuple[int, Span]]:
    """Yield the entries that a text names, the longest name first; none lies in another.

    One look at each word, whatever the number of entries.
    """
    folded = fold_with_map(text)
    words, done = folded.text, 0
    for word in _WORD.finditer(words):
        start = word.start()
        if start < done or word[0] not in forms.lengths or _INSIDE.match(words, start):
            continue
        for length in forms.lengths[word[0]]:
            end = start + length
            form = words[start:end]
            if len(form) < length or _INSIDE.match(words, end):
                continue
            span = folded.to_original(start, end)
            found = forms.exact.get(form, -1)
            if found == -1 and form in forms.capital and _begins_sentence(text, span.start):
                found = forms.capital[form]
            if found != -1:
                done = end
                if found is not None:
                    yield found, span
                break


def _begins_sentence(text: str, place: int) -> bool:
    return _BEGINNING.search(text[max(0, place - _LOOK_BACK) : place]) is not None


def render_terms(edition: Edition, named: Sequence[Named], *, root: str) -> Html:
    """Return what the page of a text says of the entries it links to; empty where there are none.

    Args:
        edition: The edition.
        named: The entries.
        root: The way from the page to the edition's own.
    """
    if not named:
        return EMPTY
    wording = wording_of(edition)
    entries = []
    for entry in named:
        as_of = escape(f"{wording.say_as_of(entry.as_of)} · ") if entry.as_of else EMPTY
        link = text_element(
            "a",
            {"href": f"{root}{entry.page}/#{entry.id}"},
            wording.say(f"term.{entry.page}", name=entry.name),
        )
        entries += [
            text_element("dt", {"id": entry.id}, entry.name),
            element(
                "dd",
                {},
                finish_prose(entry.prose.html, root=root),
                element("p", {"class": "vr-see", **wording.amid}, as_of, link),
            ),
        ]
    title = {"id": "vr-terms-title", **wording.amid}
    return element(
        "section",
        {"class": "vr-flow vr-terms", "id": TERMS_ID, "aria-labelledby": "vr-terms-title"},
        text_element("h2", title, wording["page.terms"]),
        element("dl", {}, join(entries)),
    )
