"""Whatever a file holds, reading it ends in values and problems: no parser fails, and no page of it runs anything.

`make test` tries some hundreds of files, `make fuzz` thousands, other ones each time.
"""

import shutil
from contextlib import suppress
from pathlib import Path

import nh3
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import pieces
from worst_shapes import read_citation, read_html, read_markdown, read_note, read_people, read_style

from variorum.bibliography.bibtex import write_bibtex
from variorum.bibliography.ris import write_ris
from variorum.build import load
from variorum.problems import Position
from variorum.prose import parse_prose
from variorum.prose.sanitise import sanitise
from variorum.read.json_data import parse_json
from variorum.read.references import read_references
from variorum.read.registry import parse_registry
from variorum.read.sums import parse_sums

SAMPLE = Path(__file__).parents[1] / "sample" / "gettysburg"
MARKS = [
    "<", ">", "</", "<b>", "</b>", "<p>", "</p>", "<pre>", "<li>", "<ul>", "<table>", "<td>", "<svg>", "<math>", "<style>", "<script>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?", "&", "&lt;", "&#60;", "&#0;", "&#xD800;", "&#x10FFFF;", "&nbsp;", "<a href='", "<sup>",
    "*", "**", "_", "`", "```\n", "[", "]", "(", ")", "![", "[^1]", "[^1]: ", "]: ", "[@", "@", "-@", "; ", ", p. ", "{", "}", "{: #p1}",
    "# ", "> ", "- ", "1. ", "    ", "|", "|-|", "---\n", "===\n", "***\n", "\\", "~~~\n", "\n", "\n\n", "\r", "\t", " ", "  \n",
    ": ", ":", "&a ", "*a", "!!", "%", "? ", "|-\n", ">-\n", '"', "'", "#", "~", "null", "1e999", "-0", "0x1", "NaN", "1" * 40, "{}", "[]",
    "\x00", "\x01", "\x02", "\x03", "\x7f", "\x80", "\x85", "\ue000", "\ue001", "\ufeff", "\u2028", "\ufffe", "\U0010ffff",
    "{{", "}}", "{%", "p1", "p1a", "f1", "../", "vr:", "javascript:", "data:", "https://", "mailto:", "2026-11-24", "en", "a" * 300,
]  # fmt: skip
"""What files are made of, and what makes parsers err."""
bits = st.one_of(st.sampled_from(MARKS), st.sampled_from(MARKS), pieces)
garbage = st.lists(bits, max_size=24).map("".join)
NAMES = sorted(p.relative_to(SAMPLE).as_posix() for p in SAMPLE.rglob("*") if p.is_file())
WHOLE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@st.composite
def mutated(draw: st.DrawFn, source: str) -> str:
    """A file in which something was put in, left out, or doubled, some times over."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(source)))
        end = min(at + draw(st.integers(0, 60)), len(source))
        put = draw(st.one_of(st.just(""), st.just(source[at:end] * 2), garbage))
        source = source[:at] + put + source[end:]
    return source


@st.composite
def files(draw: st.DrawFn, *names: str) -> str:
    """A file of the sample edition, mutated, or none that anybody would write."""
    name = draw(st.sampled_from(names))
    return draw(st.one_of(garbage, mutated((SAMPLE / name).read_text(encoding="utf-8"))))


@given(files("people.yml", "glossary.yml", "edition.yml"))
def test_yaml(source):
    read_people(source)


@given(files("references.json"))
def test_json_and_references(source):
    parse_json(source, path="a.json")
    for name in ("a.json", "a.yml"):
        found, _ = read_references(source, path=name)
        works = [{**work.csl} for work in found]
        assert write_ris(works).count("ER  - ") >= len(works)
        assert write_bibtex(works).count("@") >= len(works)


@settings(max_examples=6, phases=[Phase.generate])  # pandoc takes its time
@given(st.lists(st.one_of(garbage, st.just("@book{a, title={b}}\n")), max_size=4).map("".join))
def test_bibtex(source):
    read_references(source, path="a.bib")


@given(files("annotations/four-score.md", "sidebars/the-copies.md"))
def test_front_matter(source):
    read_note(source)


@given(files("registry.jsonl"))
def test_registry_and_sums(source):
    parse_registry(source, path="registry.jsonl")
    parse_sums(source, path="registry.sum")


@given(files("article.md"))
def test_copy_texts_in_markdown(source):
    read_markdown(source)


@given(files("article.md").map(lambda source: f"<article><p>{source}</article>"))
def test_copy_texts_in_html(source):
    read_html(source)


@given(garbage)
def test_citations(source):
    read_citation(source)


@given(st.one_of(garbage, garbage.map(lambda words: f"<style>{words}</style>")))
def test_styles_of_ones_own(source):
    with suppress(UnicodeEncodeError):  # no file can hold a lone surrogate
        read_style(source)


WHOLE_PAGE = nh3.Cleaner(
    tags={*nh3.ALLOWED_TAGS, "aside", "section", "main", "h1", "h2", "h3", "h4", "h5", "h6"},
    attributes={"*": {"id", "class", "start"}, "a": {"href", "title"}},
    url_schemes={"http", "https", "mailto", "vr"},
    link_rel=None,
)


@given(garbage)
def test_prose_stays_in_its_place(source):
    draft, _ = parse_prose(source, Position("a.md"), language="en")
    page = f'<main><aside id="one"><div>{sanitise(draft.html)}</div></aside><aside id="two"></aside></main>'
    # a parser of HTML finds in the page what was put there: nothing closed what it had not opened
    again = WHOLE_PAGE.clean(page)
    assert again.endswith('</div></aside><aside id="two"></aside></main>')
    assert sanitise(sanitise(draft.html)) == sanitise(draft.html)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated")


@WHOLE
@given(data=st.data())
def test_a_folder_of_files(data, folder):
    name = data.draw(st.sampled_from(NAMES))
    source = data.draw(mutated((SAMPLE / name).read_text(encoding="utf-8")))
    edition = folder / "source" / "gettysburg"
    shutil.rmtree(edition, ignore_errors=True)
    shutil.copytree(SAMPLE, edition)
    (edition / name).write_bytes(source.encode("utf-8", "surrogatepass"))
    loaded = load(edition, root=folder, cache=folder / ".cache", preview=True)
    assert loaded.edition or loaded.problems
    assert all(str(problem) for problem in loaded.problems)
