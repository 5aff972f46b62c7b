"""What can be cited → how three styles cite it: thousands of citations that differ in title and address alone.

A style formats one item of each sort, with marks in place of title, address and number; the words are put in afterwards. What a
style might print otherwise than the marks (a title that ends a sentence, or holds quotation marks) is formatted by itself.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from variorum.citable import Citable
from variorum.cite.citations import Citations, Formatted, format_citations
from variorum.model import Citation
from variorum.model.citing import ADDRESS, NUMBER, TITLE, Cited, Form, Forms, Words, has_marks
from variorum.problems import Position
from variorum.read.references import RawReference

STYLES = {
    "Chicago": "chicago-notes-bibliography",
    "MLA": "modern-language-association",
    "APA": "apa",
}
"""The styles of the dialog, and what CSL calls them."""

_APART = frozenset({"id", "note", "title", "URL"})
"""Fields that a style prints as they are, or not at all."""
_PLAIN = re.compile(r"[^\W_](?:(?:[^\W_]|[ ,:;/–—-]|(?<=\w)’(?=\w))*[^\W_])?")
"""A title that a style prints as it prints the mark: no stop at its end, no quotation mark, no markup."""
_LINK = re.compile(r'<a href="vr:[^"]*">(.*?)</a>')  # <a href="vr:sources/#ref-x">Sueldo</a>
_BETWEEN = re.compile(rf"([\s,;:，；]*)(.*?{NUMBER}.*?)([\s,;:，；]*)")  # ", para. 98765"
_OF_WORK = frozenset({"work", "passage"})
"""Kinds whose titles are the work's own, not of our making."""
_TITLE_CASE = "title-case.csl"
_HERE = Position("edition.yml")


def list_forms(forms: Forms, citable: Citable) -> tuple[Form, ...]:
    """Return how each style cites something; nothing where the forms were not asked for."""
    sort = find_sort(forms, citable)
    if sort is None:
        return ()
    cited = fit(forms, citable)
    return tuple(
        Form(form.style, cited.put_into(form.entry), cited.put_into(form.call))
        if sort in forms.marked
        else form
        for form in forms.list_sort(sort)
    )


def find_sort(forms: Forms, citable: Citable) -> str | None:
    """Find the sort of something that the forms were made for."""
    return forms.sorts.get(_name(citable))


def fit(forms: Forms, citable: Citable) -> Cited:
    """Return the words of something that stand in the place of the marks of its sort."""
    title, url = str(citable.item.get("title", "")), str(citable.item.get("URL", ""))
    as_is = Words(_escape(title), title)
    address = Words(_escape(url), url)
    cased = forms.cased.get(title, as_is)
    place = citable.place or citable.block[1:]
    return Cited(as_is, cased, address, Words(_escape(place), place))


def format_forms(
    citables: Iterable[Citable], *, authors: str, locale: str, cache: Path | None
) -> Forms:
    """Format everything citable of an edition in every style.

    Args:
        citables: Of the edition.
        authors: As titles that name them have them: a style that sets titles in title case leaves names as they are.
        locale: BCP 47.
        cache: As for `format_citations`.

    Raises:
        PandocError: As `format_citations`.
    """
    items: dict[str, dict[str, object]] = {}
    places: dict[str, str] = {}
    known: dict[tuple[object, ...], str] = {}
    sorts: dict[str, str] = {}
    titles: dict[str, str] = {}
    marked: set[str] = set()
    for citable in citables:
        item = {name: value for name, value in citable.item.items() if name not in _APART}
        title, url = str(citable.item.get("title", "")), str(citable.item.get("URL", ""))
        place = citable.place or citable.block[1:]
        rest = repr(item)
        is_alike = _PLAIN.fullmatch(title) and not has_marks(rest)
        if is_alike:
            titles[title] = str(item.get("language", ""))
            title, url, place = TITLE, ADDRESS if url else "", NUMBER if place else ""
        sort = (rest, title, url, place, bool(citable.place))
        key = sorts[_name(citable)] = known.setdefault(sort, f"vr{len(items)}")
        if key in items:
            continue
        item |= {"title": title, "URL": url}
        if citable.kind not in _OF_WORK:
            item = {name: _keep_case(value, authors) for name, value in item.items()}
        items[key] = {name: value for name, value in item.items() if value}
        if is_alike:
            marked.add(key)
        if place:
            places[key] = place
    named = {known[sort] for sort in known if sort[-1]}
    by_sort: dict[tuple[str, str], Form] = {}
    for name, style in STYLES.items():
        plain = {key: (Citation(key),) for key in items}
        exact = {
            key: (Citation(key, f"¶ {NUMBER if key in named else place}"),)
            for key, place in places.items()
        }
        clusters = [
            *exact.values(),
            *(plain[key] for key in items if key in named or key not in places),
        ]
        made = _format(items, clusters, style=style, locale=locale, cache=cache)
        entries = {entry.id: Words(entry.html, entry.text) for entry in made.entries}
        for key in items:
            call = _find_call(made, exact.get(key, plain[key]))
            if key in named:
                place = places[key]
                call = _put_place(call, _find_call(made, plain[key]), place)
            by_sort[name, key] = Form(name, entries[key], call)
    cased = _set_case(titles, locale=locale, cache=cache)
    return Forms(tuple(STYLES), by_sort, sorts, frozenset(marked), cased)


def _name(citable: Citable) -> str:
    return f"{citable.kind} {citable.path} {citable.block}"


def _keep_case(value: object, authors: str) -> object:
    """Return a title with the names of authors so that no style changes their capitals."""
    if not (authors and isinstance(value, str) and authors in value):
        return value
    # CSL-JSON, "HTML-like formatting tags"
    return value.replace(authors, f'<span class="nocase">{authors}</span>')


def _find_call(made: Formatted, cluster: Citations) -> Words:
    found = made.sentences[cluster]
    return Words(_LINK.sub(r"\1", found.html), found.text)


def _put_place(call: Words, plain: Words, place: str) -> Words:
    """Return a citation that names a paragraph by a mark, with another place in the place of that.

    Styles call a place by a word of their own, `para.`; what that is shows beside the citation that names none.
    """
    return Words(
        _replace_place(call.html, plain.html, _escape(place)),
        _replace_place(call.text, plain.text, place),
    )


def _replace_place(call: str, plain: str, place: str) -> str:
    pairs = enumerate(zip(call, plain, strict=False))
    start = next((at for at, (one, other) in pairs if one != other), min(len(call), len(plain)))
    end = start + len(call) - len(plain)
    found = _BETWEEN.fullmatch(call, start, end) if call[end:] == plain[start:] else None
    if not found:  # the style says something else too
        return call.replace(NUMBER, place)
    return f"{call[:start]}{found[1]}{place}{found[3]}{call[end:]}"


def _set_case(titles: Mapping[str, str], *, locale: str, cache: Path | None) -> dict[str, Words]:
    """Return titles in title case, as the styles' own processor sets it: a list of works of nothing but titles."""
    items: dict[str, dict[str, object]] = {
        f"vr{number}": {"type": "document", "title": title, "language": language}
        for number, (title, language) in enumerate(titles.items())
    }
    made = _format(items, (), style=_TITLE_CASE, locale=locale, cache=cache)
    cased = {entry.id: Words(entry.html, entry.text) for entry in made.entries}
    return dict(zip(titles, (cased[key] for key in items), strict=True))


def _format(
    items: Mapping[str, Mapping[str, object]],
    clusters: Iterable[Citations],
    *,
    style: str,
    locale: str,
    cache: Path | None,
) -> Formatted:
    references = [RawReference(key, item, lambda: _HERE) for key, item in items.items()]
    folder = Path(__file__).parent / "styles"
    # a file for each style: none drops what another still needs
    kept = cache / "forms" / style if cache else None
    formatted, problems = format_citations(
        references, clusters, style=style, style_folder=folder, locale=locale, cache=kept
    )
    assert not problems, problems
    return formatted


def _escape(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
