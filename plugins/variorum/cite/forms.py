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
from variorum.wording import Wording

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
_PARAGRAPH = re.compile(r"p(\d+[a-z]*)")  # p5, p3a
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
    return Cited(as_is, cased, address, citable.block[1:])


def format_forms(
    citables: Iterable[Citable], *, wording: Wording, locale: str, cache: Path | None
) -> Forms:
    """Format everything citable of an edition in every style.

    Args:
        citables: Of the edition.
        wording: Of the edition; says how a block that is no paragraph is called.
        locale: BCP 47.
        cache: As for `format_citations`.

    Raises:
        PandocError: As `format_citations`.
    """
    items: dict[str, dict[str, object]] = {}
    clusters: dict[str, Citations] = {}
    known: dict[tuple[object, ...], str] = {}
    sorts: dict[str, str] = {}
    titles: dict[str, str] = {}
    marked: set[str] = set()
    for citable in citables:
        item = {name: value for name, value in citable.item.items() if name not in _APART}
        title, url = str(citable.item.get("title", "")), str(citable.item.get("URL", ""))
        citation = _cite(citable, wording)
        rest = repr(item)
        is_alike = _PLAIN.fullmatch(title) and not has_marks(rest)
        if is_alike:
            titles[title] = str(item.get("language", ""))
            title, url = TITLE, ADDRESS if url else ""
            if citation.locator:
                citation = Citation("", f"¶ {NUMBER}")
        sort = (rest, title, url, citation)
        key = sorts[_name(citable)] = known.setdefault(sort, f"vr{len(items)}")
        if key in items:
            continue
        item |= {"title": title, "URL": url}
        items[key] = {name: value for name, value in item.items() if value}
        if is_alike:
            marked.add(key)
        clusters[key] = (Citation(key, citation.locator, suffix=citation.suffix),)
    by_sort: dict[tuple[str, str], Form] = {}
    for name, style in STYLES.items():
        made = _format(items, clusters.values(), style=style, locale=locale, cache=cache)
        entries = {entry.id: Words(entry.html, entry.text) for entry in made.entries}
        for key, cluster in clusters.items():
            found = made.sentences[cluster]
            call = Words(_LINK.sub(r"\1", found.html), found.text)
            by_sort[name, key] = Form(name, entries[key], call)
    cased = _set_case(titles, locale=locale, cache=cache)
    return Forms(tuple(STYLES), by_sort, sorts, frozenset(marked), cased)


def _name(citable: Citable) -> str:
    return f"{citable.kind} {citable.path} {citable.block}"


def _cite(citable: Citable, wording: Wording) -> Citation:
    """Return the citation of a passage: paragraphs have a label of CSL's, other blocks have not."""
    if not citable.block:
        return Citation("")
    if found := _PARAGRAPH.fullmatch(citable.block):
        return Citation("", f"¶ {found[1]}")
    name = wording.name_block(citable.block)
    return Citation("", suffix=f", {name[:1].lower()}{name[1:]}")


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
