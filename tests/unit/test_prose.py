"""What becomes of the Markdown that editors and strangers write."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.cite import Formatted
from variorum.model import Citation, Cluster, Prose
from variorum.problems import Position, Problem
from variorum.prose import ProseDraft, check_keys, find_stray_keys, finish_prose, parse_prose
from variorum.prose.citation_syntax import parse_cluster
from variorum.prose.markdown import convert
from variorum.prose.plain import convert_plain
from variorum.prose.sanitise import TAGS, sanitise, to_text
from variorum.read.references import RawReference

AT = Position("source/x/annotations/note.md", 10, 1)


def parse(markdown: str) -> ProseDraft:
    draft, problems = parse_prose(markdown, AT, language="en")
    assert [str(problem) for problem in problems] == []
    return draft


def complain(markdown: str) -> list[Problem]:
    return parse_prose(markdown, AT, language="en")[1]


def finish(markdown: str, *, is_notes: bool = True) -> Prose:
    draft = parse(markdown)
    inline = {c.citations: Cluster(c.citations, "<i>Doe</i>", "Doe") for c in draft.clusters}
    alone = {c.citations: Cluster(c.citations, "<i>Doe</i>.", "Doe.") for c in draft.clusters}
    return finish_prose(draft, Formatted(inline, alone, (), is_notes=is_notes))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>'),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        (
            "[w](https://example.org/a?b=1&c=2)",
            '<p><a href="https://example.org/a?b=1&amp;c=2">w</a></p>',
        ),
        ("<https://example.org>", '<p><a href="https://example.org">https://example.org</a></p>'),
        ("[m](mailto:a@example.org)", '<p><a href="mailto:a@example.org">m</a></p>'),
        ("3 < 4 & 5 &copy;", "<p>3 &lt; 4 &amp; 5 ©</p>"),
    ],
)
def test_ordinary_markdown_comes_out(markdown: str, html: str) -> None:
    assert parse(markdown).html == html


def test_a_table_keeps_the_alignment_of_its_columns() -> None:
    html = parse("a | b\n--|--:\n1 | 2").html
    assert '<td class="vr-right">2</td>' in html
    assert "style" not in html


def test_headings_begin_below_those_of_the_page() -> None:
    assert "<h3>A</h3>\n<h4>B</h4>" in parse("# A\n\n## B").html
    assert "<h4>A</h4>" in parse("#### A").html


def test_text_is_one_line_a_paragraph() -> None:
    assert (
        parse("One\nline *here*.\n\n- a\n- b\n\n1 | 2\n--|--\n3 | 4").text
        == "One line here.\na\nb\n1\t2\n3\t4"
    )


def test_a_link_inside_the_edition_is_found_with_its_place() -> None:
    draft = parse("See\n[¶5](#p5).")
    assert draft.html == '<p>See\n<a href="vr:#p5">¶5</a>.</p>'
    assert [(link.target, link.position.line) for link in draft.links] == [("#p5", 11)]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("<script>alert(1)</script>", '"<script>" is not allowed'),
        ("<style>p{}</style>", '"<style>" is not allowed'),
        ('<iframe src="https://example.org"></iframe>', '"<iframe>" is not allowed'),
        ("<form><input></form>", '"<form>" is not allowed'),
        ("<svg/onload=alert(1)>", '"<svg>" is not allowed'),
        ("<math><mtext></mtext></math>", '"<math>" is not allowed'),
        ("<body onload=alert(1)>", '"<body>" is not allowed'),
        ('<p onclick="x">a</p>', 'the attribute "onclick"'),
        ('<em class="x">a</em>', 'the attribute "class"'),
        ('<em id="p1">a</em>', 'the attribute "id"'),
        ("[a](javascript:alert(1))", 'a link to "javascript:alert(1'),
        ("[a](JaVaScRiPt:x)", "a link to"),
        ("[a](&#106;avascript:x)", "a link to"),
        ("[a](java&#115;cript:x)", "a link to"),
        ("<a href='javascript:x'>a</a>", "a link to"),
        ("[a](data:text/html,x)", 'a link to "data:text/html,x"'),
        ("<javascript:alert(1)>", '"<javascript:alert(1)>" is not allowed'),
        ("[a](other.md)", 'a link to "other.md"'),
        ("[a](/etc/passwd)", "a link to"),
        ("[a](//example.org/x)", "a link to"),
        ("[a](vr:../../x)", "a link to"),
        ("[a]()", 'a link to ""'),
        ("![a](https://example.org/a.png)", "an image"),
        ("<img src=x onerror=alert(1)>", "an image"),
        ("a\u202eb", "U+202E"),
        ("a\x00b", "U+0000"),
        ("\x800\x81", "U+0080"),
        ("\ue0000\ue001", "U+E000"),
        ("&#x80;0&#x81;", '"&#x80;" is an invisible character'),
        ("&#xE000;0&#xE001;", '"&#xE000;" is an invisible character'),
        ("&#0;", "invisible"),
        ("- " * 100 + "a", "nested too deep"),
        ("- " * 5_000 + "a", "nested too deep"),
    ],
)
def test_what_is_not_allowed_is_left_out_and_reported(markdown: str, shown: str) -> None:
    draft, problems = parse_prose(f"Before.\n\n{markdown}", AT, language="en")
    assert any(shown in problem.text for problem in problems)
    assert all(problem.severity == "error" and problem.mend for problem in problems)
    assert problems[0].position.line in (10, 12)
    for word in (
        "<script",
        "<svg",
        "onclick",
        "javascript:",
        "data:",
        "\u202e",
        "\x00",
        "<img",
        "style=",
    ):
        assert word not in draft.html.lower()


def test_a_comment_is_left_out_with_a_warning() -> None:
    draft, problems = parse_prose("a <!-- say more --> b", AT, language="en")
    assert "say more" not in draft.html
    assert [problem.severity for problem in problems] == ["warning"]


def test_all_problems_come_at_once_each_at_its_line_and_column() -> None:
    found = complain("<b onclick=x>a</b>\n\n- [x](y.md)\n- ![i](z.png)")
    assert [(p.position.line, p.position.column) for p in found] == [(10, 4), (12, 7), (13, 8)]


def test_a_value_in_a_data_file_is_reported_where_it_begins() -> None:
    at = Position("source/x/timeline.yml", 4, 9)
    _, problems = parse_prose("one\n\n<script>", at, language="en")
    assert problems[0].position == at


@pytest.mark.parametrize(
    ("words", "citation"),
    [
        ("@a", Citation("a")),
        ("see @a, p. 3", Citation("a", "p. 3", "see")),
        ("-@a", Citation("a", suppress_author=True)),
        ("@a, art. 4, para. 2", Citation("a", "art. 4, para. 2")),
        ("@a, pp. 3–5, 7 and passim", Citation("a", "pp. 3–5, 7", suffix="and passim")),
        ("@a, p. 3, emphasis added", Citation("a", "p. 3", suffix=", emphasis added")),
        ("@a 12", Citation("a", "12")),
        ("@a, §4", Citation("a", "§4")),
        ("@a, {the map}", Citation("a", "the map")),
        ("@a, chap. IV", Citation("a", "chap. IV")),
        ("@a, I think", Citation("a", suffix=", I think")),
        ("@a, s.v. “reset”", Citation("a", "s.v. “reset”")),
        ("@doi:10.1000/182.", Citation("doi:10.1000/182", suffix=".")),
        ("cf.\n@a,\np. 3", Citation("a", "p. 3", "cf.")),
        ("@{a}", Citation("a")),
        ("write x@y.org and @a", Citation("a", prefix="write x@y.org and")),
    ],
)
def test_a_citation_is_read_as_pandoc_does(words: str, citation: Citation) -> None:
    assert parse_cluster(words) == (citation,)


def test_clusters_are_found_in_order_with_their_places() -> None:
    draft = parse("One [@a; -@b, p. 2].\n\n| x |\n|---|\n| [@c] |\n\n> two\n> [see @d,\n> p. 3]")
    assert [[c.key for c in cluster.citations] for cluster in draft.clusters] == [
        ["a", "b"],
        ["c"],
        ["d"],
    ]
    assert [(c.position.line, c.position.column) for c in draft.clusters] == [
        (10, 5),
        (14, 3),
        (17, 3),
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "`[@a]`",
        "```\n[@a]\n```",
        "    [@a]",
        "\\[@a]",
        "[\\@a]",
        "say @a",
        "me@example.org",
        "[me@example.org](mailto:me@example.org)",
    ],
)
def test_what_is_no_citation_stays_text(markdown: str) -> None:
    assert parse(markdown).clusters == ()


@pytest.mark.parametrize(
    ("markdown", "code", "shown"),
    [
        ("[@a; b]", "V507", '"b" where a citation was expected'),
        ("[@a;]", "V507", "nothing where a citation was expected"),
        ("[@]", "V507", '"@" where a citation was expected'),
        ("[@a @b]", "V507", 'two keys in "@a @b"'),
        ("[*see* @a]", "V507", "markup in the citation"),
        ("[`x` @a]", "V507", "markup in the citation"),
        ("[@a, {p. 3]", "V507", "a brace in the citation"),
        ("[@a](https://example.org)", "V507", "runs into a bracket"),
        ("[x [@a] y](https://example.org)", "V508", "stands in a link"),
        ('[x](https://example.org "[@a]")', "V508", "stands in a link"),
        ("[@a]: word", "V507", "definition of a link"),
    ],
)
def test_a_malformed_citation_is_reported_with_its_mend(
    markdown: str, code: str, shown: str
) -> None:
    found = complain(markdown)
    assert found[0].code == code
    assert shown in found[0].text
    assert found[0].mend
    assert found[0].position.line == 10


@pytest.mark.parametrize(
    "citation", ["[@a, `p. 3`]", "[`<x>` @a]", "[@a, \\*p\\*]", "[@a, \\@b]", "[@a, `p` \\_3]"]
)
def test_code_and_escaped_characters_in_a_citation_are_shown_as_they_are_written(
    citation: str,
) -> None:
    (found,) = complain(f"See {citation}.")
    assert (found.code, found.position.column) == ("V507", 5)
    assert found.text == f'markup in the citation "{citation}"'


def test_an_unknown_key_names_the_nearest() -> None:
    reference = RawReference("visa-2011", {}, lambda: AT)
    [problem] = check_keys([parse("a [@visa-2012; @visa-2011]")], [reference])
    assert problem.text == 'no reference "visa-2012"'
    assert problem.mend == 'write "@visa-2011"'
    assert problem.position.column == 3


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("It was so [@a].", "It was so (Doe)."),
        ("It was so. [@a]", "It was so. Doe."),
        ("It was so. [@a] Then.", "It was so. Doe. Then."),
        ("It was so. [@a] [@b]", "It was so. Doe. Doe."),
        ("“It was so.” [@a]", "“It was so.” Doe."),
        ("It was so (see [@a]).", "It was so (see Doe)."),
        ("Sources: [@a]", "Sources: Doe."),
        ("It was so. [@a] says otherwise.", "It was so. (Doe) says otherwise."),
        ("One.\n\n[@a]", "One.\nDoe."),
    ],
)
def test_a_notes_style_fits_into_its_sentence(markdown: str, text: str) -> None:
    assert finish(markdown).text == text


def test_other_styles_bring_their_own_brackets() -> None:
    prose = finish("So [@a]. [@b]", is_notes=False)
    assert prose.text == "So Doe. Doe"
    assert prose.html == "<p>So <i>Doe</i>. <i>Doe</i></p>"
    assert [cluster.citations[0].key for cluster in prose.clusters] == ["a", "b"]


def test_a_citation_that_was_not_formatted_prints_as_written() -> None:
    prose = finish_prose(
        parse("So [@a <b]".replace(" <b", "")), Formatted({}, {}, (), is_notes=True)
    )
    assert prose.text == "So [@a]"


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


PIECES = st.sampled_from(
    [
        "<script>", "</script>", "<svg", "onload=x", ">", "<", "[", "]", "(", ")", "javascript:", "!", "*", "_",
        "`", "\\", "\n", "\n\n", " ", "    ", "> ", "- ", "1. ", "@a", "[@a]", "[@a, p. 3]", ";", "#p5", "a", "&",
        "&#", "x3c;", "http://e.org", "|", "--", "<!--", "-->", '"', "'", "=", "<a href=", "<b>", "</b>", "\x02",
        "\x03", "klzzwxh:0", "wzxhzdk:0", "\x80", "0", "\x81", "\ue000", "<?", "<![CDATA[", "é", "\u200f", "```", "]:",
    ]
)  # fmt: skip


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_prose_is_unsafe_or_makes_the_parser_fall_over(markdown: str) -> None:
    draft, problems = parse_prose(markdown, AT, language="en")
    parser = _Elements()
    parser.feed(draft.html)
    for tag, attributes in parser.seen:
        assert tag in TAGS
        assert set(attributes) <= {"href", "title", "start", "class"}
        assert (attributes.get("href") or "#").startswith(
            ("vr:#", "http://", "https://", "mailto:", "#")
        )
        assert attributes.get("class") in (None, "vr-right", "vr-center")
    numbers = [
        int(number)
        for number in "".join(draft.text.split("\x80")[1:]).split("\x81")[:-1]
        if number.isdigit()
    ]
    assert all(number < len(draft.clusters) for number in numbers)
    assert "klzzwxh:0" not in draft.html or "klzzwxh:0" in markdown
    assert all(problem.position.line >= 10 for problem in problems)
    finish_prose(draft, Formatted({}, {}, (), is_notes=True))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('Russia\'s "reset"', "<p>Russia’s “reset”</p>"),
        ('*Russia*\'s "*re*set"', "<p><em>Russia</em>’s “<em>re</em>set”</p>"),
        ("`'x'`'s \"`\"`\"", "<p><code>'x'</code>’s “<code>\"</code>”</p>"),
        ("    'x'\n", "<pre><code>'x'\n</code></pre>"),
        ('- "a\n- b"', "<ul>\n<li>“a</li>\n<li>b”</li>\n</ul>"),
    ],
)
def test_straight_marks_are_curled_in_prose_and_not_in_code(markdown, html):
    draft, problems = parse_prose(markdown, AT, language="en")
    assert draft.html.strip() == html
    assert problems == []


PIECES = st.sampled_from(
    ["The", "word", "it's", "'quoted'", '"x"', "2011", "(a)", "…", "é", "[@a]", "[see @a, p. 3; @b]"]
) | st.sampled_from(
    ["\\@a", "[\\@a]", "[@a]:", "[@a](", "[@a", "]", "`", "*", "_a_", "&", "<b>", "#1", "2.", "1)", "=", "~~~", "-", "|", "\u00a0"]
)  # fmt: skip
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", "  ", "  \n", "\n\n\n", " \n", "\n "])


@settings(max_examples=600)
@given(st.lists(st.tuples(PIECES, SPACES), min_size=1, max_size=8))
def test_prose_without_markup_comes_out_as_the_parser_has_it(pieces) -> None:
    markdown = "".join(word + space for word, space in pieces).strip()
    plain = convert_plain(markdown, language="en")
    if plain is None:
        return
    converted = convert(markdown, language="en")
    safe = sanitise(converted.html)
    assert (plain.html, plain.text) == (safe, to_text(safe))
    assert plain.clusters == tuple(converted.clusters)
    assert not converted.malformed
    assert not converted.found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Foo (@a-1, p. 3).", ["1:6"]),
        ("Foo [@a-1.\nBar [@a-1] baz @a-1.", ["1:5", "2:16"]),
        ("Foo [a-1] and -@a-1 there.", ["1:5", "1:15"]),
        ("Foo [@a-1; see @a-1, p. 3] [-@a-1].", []),
        ("Write to a-1@a-1, or \\@a-1; a-1 [a-1](https://example.org/) @other [1].", []),
    ],
)
def test_a_key_that_is_printed_is_found(written, found):
    at = Position("a.md")
    draft, _ = parse_prose(written, at, language="en")
    problems = find_stray_keys(written, draft.text, at, {"a-1"})
    assert [f"{p.position.line}:{p.position.column}" for p in problems] == found
