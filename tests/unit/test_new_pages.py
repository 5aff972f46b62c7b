"""`variorum new` on pages as well-known sites and programs make them: whose they are, and that nothing else is in the text."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_new import DAY, find_edition, list_printed, read_fields

from variorum.build import load
from variorum.cli.new import new
from variorum.problems import has_errors

FIRST = (
    "When we came to the river the bridge was gone, and the ferry lay upon the other side, without anybody in it to be called. "
    * 3
)
LAST = (
    "So we went back the way that we had come, and never saw what lies beyond it, nor met anyone who had been there since. "
    * 3
)
PROSE = f"<p>{FIRST}</p>\n<p>{LAST}</p>"


@pytest.fixture
def begin(tmp_path, monkeypatch):
    """Begins an edition from a file of some words, and returns what was said."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def begin_from(words: str, name: str = "page.html", *options: str) -> str:
        (tmp_path / name).write_text(words, "utf-8")
        done = CliRunner().invoke(new, ["--date", DAY, *options, str(tmp_path / name)])
        return done.output

    return begin_from


def write_page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><title>The River</title>{head}</head><body>{body}</body></html>'


# -- What of a page is its text ------------------------------------------------------------------


def test_a_byline_in_a_box_beside_the_title_is_kept_and_other_boxes_are_not(begin):
    begin(
        write_page(
            '<main><article><h1>The River</h1><aside><a rel="author" href="https://example.org/ann">Ann Reed</a>'
            f"<p>1 July 2009</p></aside><aside>Elsewhere</aside><div>{PROSE}</div></article></main>"
        )
    )
    printed = list_printed(find_edition(), "front")
    assert "\n".join(printed).split() == "The River Ann Reed 1 July 2009".split()
    assert load(find_edition(), root=Path(), cache=None).problems == ()


def test_a_banner_that_holds_the_title_is_the_articles(begin):
    head = '<meta property="og:title" content="The River">'
    begin(
        write_page(
            f'<article><div class="hero-banner"><h1>The River</h1><p>1 July 2009</p></div>{PROSE}</article>',
            head,
        )
    )
    assert list_printed(find_edition(), "front") == ["The River", "1 July 2009"]


@pytest.mark.parametrize(
    "foreign",
    [
        '<div class="x"><p>Advertisement</p><a href="#on">SKIP ADVERTISEMENT</a></div>',
        '<span style="display: none">a river in the north</span>',
        '<h2>Course<span class="mw-editsection">[<a href="https://example.org/e">edit</a>]</span></h2>',
        '<div class="no-print">Print this</div>',
        '<amp-ad width="300"><div>No advertisement</div></amp-ad>',
        '<div class="submeta">Explore more</div>',
    ],
)
def test_what_is_not_the_articles_stands_in_no_block(begin, foreign):
    said = begin(
        write_page(f"<article><h1>The River</h1><p>{FIRST}</p>{foreign}<p>{LAST}</p></article>")
    )
    assert "left out of the page" in said
    body = [words for words in list_printed(find_edition(), "body") if words != "Course"]
    assert body == [FIRST.strip(), LAST.strip()]


def test_of_a_book_of_project_gutenberg_neither_head_nor_licence_is_read(begin):
    licence = (
        "<p>You may copy it, give it away or re-use it under the terms of the licence.</p>" * 30
    )
    begin(
        write_page(
            f'<section class="pg-boilerplate pgheader" id="pg-header"><h2>The eBook of The River</h2><div id="pg-header-authlist"><p>Author: Ann Reed</p></div>{licence}</section>'
            f"<h1>THE RIVER</h1><h2>by Ann Reed</h2><div>{PROSE}</div>"
            f'<section class="pg-boilerplate pgheader" id="pg-footer">{licence}</section>',
            '<meta name="dc.creator" content="Reed, Ann, 1817-1862">',
        )
    )
    assert list_printed(find_edition()) == ["THE RIVER", "by Ann Reed", FIRST.strip(), LAST.strip()]
    (author,) = read_fields(find_edition()).author
    assert (author.given, author.family) == ("Ann", "Reed")


def test_of_a_plain_text_of_project_gutenberg_the_book_is_the_body(begin):
    begin(
        "The Project Gutenberg eBook of The River\n\nTitle: The River\n\nAuthor: Ann Reed\n        John Marsh\n\n"
        "Release date: January 1, 1994\n\nLanguage: French\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE RIVER ***\n\nTHE RIVER\n\nBy Ann Reed\n\n"
        f"{FIRST}\n\n{LAST}\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE RIVER ***\n\nUpdated editions will follow.\n",
        "river.txt",
    )
    text = (find_edition() / "edition.yml").read_text("utf-8")
    fields = read_fields(find_edition())
    assert (fields.title, fields.language) == ("The River", "fr")
    names = [f"{author.given} {author.family}" for author in fields.author]
    assert names == ["Ann Reed", "John Marsh"]
    assert 'issued: "?"' in text  # of the book, not of the file
    assert list_printed(find_edition(), "body") == [FIRST.strip(), LAST.strip()]


@pytest.mark.parametrize(
    "first",
    [
        "北方的桥梁已经老旧，修缮需要资金。专家说：“不能再等了。”",
        "北方的桥梁已经老旧。专家说“不能再等了”",
        "2019年3月2日，北方的桥关闭了。",
        "“我们不能再等了！”",
        "The bridge is old. “We cannot wait,” they say, “we must mend it”",
        "Nobody has mended the bridge, says Ann Reed: “We cannot wait.”",
        "The bridge that is over the river was plan-",
    ],
)
def test_a_first_paragraph_that_is_short_prose_is_in_the_body(begin, first):
    begin(
        write_page(
            f"<article><h1>The River</h1><p>By Ann Reed</p><p>2018年5月3日</p><p>{first}</p>"
            f"<p>17</p>{PROSE}</article>",
            '<meta name="author" content="Ann Reed">',
        )
    )
    assert list_printed(find_edition(), "body") == [first, "17", FIRST.strip(), LAST.strip()]
    assert read_fields(find_edition()).issued == "2018-05-03"


@pytest.mark.parametrize(
    "line", ["发布时间：2018年5月3日。", "原载于《晨报》2018年5月3日。更新：2018年5月4日。"]
)
def test_a_stop_after_a_date_makes_no_prose_of_it(begin, line):
    begin(write_page(f"<article><h1>The River</h1><p>{line}</p>{PROSE}</article>"))
    assert list_printed(find_edition(), "front") == ["The River", line]
    assert read_fields(find_edition()).issued == "2018-05-03"


def test_a_text_that_begins_with_a_parted_word_has_no_title_there(begin):
    begin(
        f"The oak there was plan-\n\n17\n\nted by our fathers long ago.\n\n{FIRST}\n\n{LAST}\n",
        "oak.txt",
    )
    assert list_printed(find_edition())[0] == list_printed(find_edition(), "body")[0]


def test_a_long_title_before_a_book_goes_on_below(begin):
    begin(
        "Title: The River; or,\r\n       The Bridge\r\n\r\n*** START OF THIS PROJECT GUTENBERG EBOOK ***\r\n\r\n"
        f"THE RIVER;\r\n\r\n{FIRST}\r\n\r\n{LAST}\r\n",
        "river.txt",
    )
    assert read_fields(find_edition()).title == "The River; or, The Bridge"


def test_such_lines_in_another_text_are_its_own(begin):
    begin(f"The River\n\nLanguage: French\n\n{FIRST}\n\n{LAST}\n", "river.txt")
    assert read_fields(find_edition()).language == "en"


def test_notes_that_word_puts_behind_the_text_are_in_it(begin):
    begin(
        write_page(
            "<div class=WordSection1><p class=MsoTitle>The River</p><p class=MsoSubtitle>by Ann Reed</p>"
            f'<p class=MsoNormal>{FIRST}<a href="#_ftn1" name="_ftnref1">[1]</a></p><p class=MsoNormal>{LAST}</p></div>'
            '<div><hr><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> See the map.</p></div></div>'
        )
    )
    assert list_printed(find_edition())[-1] == "[1] See the map."


def test_prose_beside_the_article_is_told(begin):
    said = begin(
        write_page(
            f"<div><p>{LAST[:60]}</p></div><article><h1>The River</h1>{PROSE * 3}</article>"
            "<p>A letter to the editor stood on the same page, on another matter.</p>"
        )
    )
    assert "left out of the page: beside the article  So we went back" in said
    assert "beside the article  A letter to the editor" in said


def test_of_a_page_that_is_its_article_nothing_is_left_out(begin):
    said = begin(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{write_page(f"<h1>The River</h1>{PROSE}")}',
        "page.xhtml",
    )
    assert "left out" not in said
    assert list_printed(find_edition()) == ["The River", FIRST.strip(), LAST.strip()]


# -- Who wrote it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Martin Luther King, Jr.", ["Martin Luther King Jr."]),
        ("Smith, John, Jr.", ["John Smith Jr."]),
        (
            "Jo Bloggs, Amy Chan and Peter Parker-Smith",
            ["Jo Bloggs", "Amy Chan", "Peter Parker-Smith"],
        ),
        ("García Márquez, Gabriel José", ["Gabriel José García Márquez"]),
        ("Twain, Mark, 1835-1910", ["Mark Twain"]),
    ],
)
def test_names_in_the_head_are_parted_as_they_are_meant(begin, said, names):
    linked = {
        "@type": "NewsArticle",
        "headline": "The River",
        "author": {"@type": "Person", "name": said},
    }
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    begin(write_page(f"<article><h1>The River</h1>{PROSE}</article>", script))
    fields = read_fields(find_edition())
    assert [f"{author.given} {author.family}" for author in fields.author] == names


@pytest.mark.parametrize(
    ("line", "name"),
    [("By Voltaire", "Voltaire"), ("بقلم: أحمد الخطيب", "أحمد الخطيب"), ("作者：王小明", "王小明")],
)
def test_a_byline_of_one_word_or_without_capitals_is_one(begin, line, name):
    begin(f"The River\n\n{line}\n\n1 July 2009\n\n{FIRST}\n\n{LAST}\n", "river.txt")
    (author,) = read_fields(find_edition()).author
    assert (author.literal or f"{author.given} {author.family}") == name
    assert list_printed(find_edition(), "body")[0] == FIRST.strip()


def test_a_line_that_has_several_of_the_authors_is_the_byline(begin):
    metas = "".join(
        f'<meta name="citation_author" content="{name}">'
        for name in ("van Dyk, Ludwig", "O'Brien, Flann", "Reed, Ann")
    )
    begin(
        write_page(
            f"<article><h1>The River</h1><p>Ludwig van Dyk, Flann O’Brien, and Ann Reed.</p>{PROSE}</article>",
            metas,
        )
    )
    assert list_printed(find_edition(), "body") == [FIRST.strip(), LAST.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Updated July 20, 2011, 10:15 p.m. | Published July 18, 2011",
        "Published July 18, 2011. Last modified on Wed 20 July 2011",
        "Last updated: 20 July 2011",
    ],
)
def test_the_day_of_a_change_is_not_that_of_publication(begin, line):
    head = '<meta property="article:published_time" content="20110718">'
    begin(
        write_page(
            f"<article><h1>The River</h1><p>By Ann Reed</p><p>{line}</p>{PROSE}</article>", head
        )
    )
    assert read_fields(find_edition()).issued == "2011-07-18"
    assert list_printed(find_edition(), "body") == [FIRST.strip(), LAST.strip()]
    assert not has_errors(load(find_edition(), root=Path(), cache=None).problems)


# -- What looks wrong ----------------------------------------------------------------------------


def test_what_may_well_be_meant_is_not_proposed(begin):
    said = begin(
        write_page(
            "<article><p>The River</p><p>by Ann Reed</p><p>1 July 2009</p>"
            f"<p>{FIRST}Hansen met Hanson. He went to To—, and read it in The Times.</p><p>{LAST}</p></article>"
        )
    )
    assert "proposals/" not in said
    codes = {problem.code for problem in load(find_edition(), root=Path(), cache=None).problems}
    assert codes <= {"V601"}


# -- What is said of a file that cannot be read, and at a terminal ---------------------------------


def test_what_a_file_really_is_is_said(begin):
    assert "V402 a PDF, though its name says otherwise" in begin("%PDF-1.4\n1 0 obj\n", "paper.txt")
    assert "V402 RTF, though" in begin("{\\rtf1\\ansi Hello}", "letter.txt")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    "headers",
    [
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\n\r\n",
        "MIME-Version: 1.0\r\nSubject: The River\r\nContent-Type: multipart/related;\r\n\ttype=text/html\r\n\r\n",
        "content-type: multipart/related; boundary=x\n\n",
    ],
)
def test_an_archive_of_a_page_is_no_page(begin, headers):
    said = begin(headers + write_page(f"<h1>The River</h1>{PROSE}"))
    assert "V402 a browser's archive of a page (MHTML), though its name says otherwise" in said
    assert "mend: save the page again as HTML" in said
    assert list(Path().iterdir()) == []


def test_a_text_about_archives_of_pages_is_a_text(begin):
    begin(
        f"Headers: what they say\n\nContent-Type: multipart/related\n\n{FIRST}\n\n{LAST}\n",
        "mhtml.txt",
    )
    assert list_printed(find_edition(), "body")[-1] == LAST.strip()


def test_a_file_that_is_not_there_is_named_as_one_and_an_address_is_to_be_saved_first(begin):
    for name, mend in (
        ("none.html", "correct its name"),
        ("https://example.org/a.html", "save the page in your browser"),
    ):
        said = CliRunner().invoke(new, [name]).output
        assert "V101 no such file" in said
        assert f"mend: {mend}" in said


def test_the_way_to_the_new_folder_can_be_typed_as_it_is_shown(begin):
    said = begin(
        write_page(f"<article><h1>The River</h1>{PROSE}</article>"),
        "page.html",
        "--into",
        "my letters",
    )
    assert "  cd 'my letters'\n" in said


def test_at_a_terminal_the_language_is_asked_and_a_slip_can_be_mended(tmp_path):
    (tmp_path / "river.txt").write_text(f"הנהר\n\nמאת משה לוי\n\n{FIRST}\n\n{LAST}\n", "utf-8")
    command = [sys.executable, "-c", "from variorum.cli.main import main; main()", "new"]
    outer, inner = pty.openpty()
    done = subprocess.Popen(
        [*command, "../river.txt", "--date", DAY, "--by", "Ann Editor", "--slug", "river"],
        stdin=inner,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=(tmp_path / "site").mkdir() or tmp_path / "site",
    )
    os.write(outer, b"last spring\n1968\nno language\nhe\n")
    output, _ = done.communicate()
    os.close(outer)
    os.close(inner)
    assert done.returncode == 0, output
    assert output.count(b"that cannot be one") == 2
    fields = read_fields(find_edition(tmp_path / "site"))
    assert (fields.issued, fields.language) == ("1968", "he")
