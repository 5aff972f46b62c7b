"""`variorum new`: from a file as people save it to an edition that can be built."""

import os
import pty
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from mkdocs.config import load_config
from strategies import texts

from variorum.build import load, read_blocks
from variorum.cli.check import check
from variorum.cli.ids import ids
from variorum.cli.new import new
from variorum.mkdocs_plugin.place import describe_site
from variorum.problems import has_errors
from variorum.read.data import parse_yaml
from variorum.read.schema import EditionFile
from variorum.read.spec import spec_of
from variorum.read.validation import validate

ARTICLES = Path(__file__).parent / "articles"
DAY = "2026-11-24"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the command in an empty folder, as one who has no terminal."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run_there(*words: str | Path) -> Result:
        return CliRunner().invoke(new, ["--date", DAY, *map(str, words)])

    return run_there


def find_edition(folder: Path = Path()) -> Path:
    (edition,) = (folder / "source").iterdir()
    return edition


def read_fields(edition: Path) -> EditionFile:
    data, problems = parse_yaml((edition / "edition.yml").read_text("utf-8"), path="edition.yml")
    assert problems == []
    fields, problems = validate(spec_of(EditionFile), data)
    assert problems == []
    return fields


def list_printed(edition: Path, part: str | None = None) -> list[str]:
    read = read_blocks(edition, root=edition.parent.parent)
    ((_, blocks),) = read.texts
    return [block.text for block in blocks if part is None or block.part == part]


def list_files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


# -- What it begins ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "issued", "kind", "first", "last"),
    [
        ("weblog.html", "A Letter to Mrs. Bixby", "1864-11-25", "post-weblog", "I have been shown", "of Freedom."),
        ("newspaper.html", "The Gettysburg Address", "1863-11-19", "article-newspaper", "Four score", "or detract."),
        ("tables.html", "Farewell at Springfield", "1861-02-11", None, "My friends, no one", "affectionate farewell."),
        ("address.md", "Second Inaugural Address", "1865-03-04", None, "Fellow-Countrymen:", "we are in."),
        ("letter.txt", "To Grace Bedell", "1860-10-19", None, "Your very agreeable", "well-wisher"),
    ],
)  # fmt: skip
def test_an_article_says_of_itself_what_it_is(run, name, title, issued, kind, first, last):
    done = run(ARTICLES / name)
    assert done.exit_code == 0, done.output
    edition = find_edition()
    data = (ARTICLES / name).read_bytes()
    assert (edition / name).read_bytes() == data
    fields = read_fields(edition)
    assert (fields.title, fields.issued, fields.type) == (title, issued, kind)
    assert [(author.given, author.family) for author in fields.author] == [("Abraham", "Lincoln")]
    assert fields.text.sha256 == sha256(data).hexdigest()
    body = list_printed(edition, "body")
    prose = [words for words in body if not words.startswith("This was said")]
    assert prose[0].startswith(first)
    assert prose[-1].endswith(last)
    assert not has_errors(load(edition, root=Path(), cache=None).problems)
    assert CliRunner().invoke(ids, ["--check", "--date", DAY]).exit_code == 0


@pytest.mark.parametrize("name", ["weblog.html", "newspaper.html", "tables.html"])
def test_what_a_page_has_around_its_article_is_in_no_block(run, name):
    assert run(ARTICLES / name).exit_code == 0
    printed = "\n".join(list_printed(find_edition()))
    for words in (
        "Advertisement",
        "Home",
        "Subscribe",
        "Share",
        "Related",
        "my whole family",
        "Corn",
        "dataLayer",
    ):
        assert words not in printed, words
    assert "Lincoln" in printed


def test_what_is_left_out_of_a_page_is_told_and_can_be_taken_back(run):
    done = run(ARTICLES / "weblog.html")
    assert "left out of the page: .sharedaddy  Share this:" in done.output
    file = find_edition() / "edition.yml"
    text = file.read_text("utf-8")
    line = next(line for line in text.splitlines(keepends=True) if ".sharedaddy" in line)
    file.write_text(text.replace(line, ""), "utf-8")
    assert "Share this:" in "\n".join(list_printed(find_edition()))


def test_each_field_says_where_it_comes_from(run):
    run(ARTICLES / "newspaper.html")
    text = (find_edition() / "edition.yml").read_text("utf-8")
    assert (
        "# from the page's meta tag citation_title, as printed before the article\ntitle: The G"
        in text
    )
    assert "# from the page's JSON-LD\ntype: article-newspaper\n" in text
    assert "# from the page's meta tag og:site_name\ncontainer-title: The Adams Sentinel\n" in text
    assert "# rights:  # of the work" in text


def test_the_site_can_be_built_at_once(run):
    run(ARTICLES / "weblog.html")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    home = html.parse("site/index.html")
    (link,) = home.xpath("//article//a[text()='The text']/@href")
    page = html.parse(f"site/{link}index.html")
    assert "mother of five sons" in page.xpath("string(//*[@id='p1'])")
    assert not page.xpath("//p[contains(., 'not printed')]")


def test_what_the_forge_reads_is_there(run, root):
    run(ARTICLES / "letter.txt")
    starter = list_files(root / "plugins/variorum/starter")
    assert starter
    assert starter.items() <= list_files(Path()).items()


def test_what_is_printed_wins_over_what_is_only_claimed(run, tmp_path):
    article = tmp_path / "a.html"
    article.write_text(
        '<html><head><meta name="author" content="admin"><meta name="date" content="2020-05-05">'
        '<meta property="og:title" content="Untitled"></head><body><h1>On Numbers</h1>'
        f"<p>By Ann Author</p><p>4 May 1911</p><p>{'Many words stand here. ' * 9}</p></body></html>",
        "utf-8",
    )
    done = run(article)
    fields = read_fields(find_edition())
    assert (fields.title, fields.issued) == ("On Numbers", "1911-05-04")
    assert [author.family for author in fields.author] == ["Author"], done.output


def test_a_russian_text_is_begun_in_russian(run, tmp_path):
    article = tmp_path / "статья.md"
    article.write_text(
        "---\nlang: ru\n---\n# Война и мир\n\nЛев Толстой\n\n5 марта 1869 года\n\n"
        "Ну что, князь, Генуа и Лукка стали не больше как поместья и и имения.\n\n"
        "Так говорила в июле 1805 года известная Анна Павловна Шерер.\n",
        "utf-8",
    )
    refused = run(article)
    assert refused.exit_code == 1
    assert "say --slug NAME" in refused.output
    assert list(Path().iterdir()) == []
    done = run(article, "--slug", "voina-i-mir", "--accept", "all")
    assert done.exit_code == 0, done.output
    fields = read_fields(find_edition())
    assert (fields.title, fields.issued, fields.language) == ("Война и мир", "1869-03-05", "ru")
    reason = (find_edition() / "emendations/doubled-word.yml").read_text("utf-8")
    assert "Слово написано дважды" in reason
    assert "language: ru" in Path("mkdocs.yml").read_text("utf-8")
    assert not has_errors(load(find_edition(), root=Path(), cache=None).problems)


def test_the_published_site_leads_to_the_branch_that_it_was_published_from(run, monkeypatch):
    assert run(ARTICLES / "address.md").exit_code == 0
    site = describe_site(load_config("mkdocs.yml"), email="")
    assert site.ways.edit == ""
    workflow = Path(".github/workflows/pages.yml").read_text("utf-8")
    job = yaml.safe_load(workflow)["jobs"]["build"]
    (said,) = (step["env"] for step in job["steps"] if "env" in step)
    known = {
        "steps.pages.outputs.base_url": "https://example.org/r",
        "github.server_url": "https://github.com",
        "github.repository": "o/r",
        "github.ref_name": "main",
    }
    for name, value in said.items():
        monkeypatch.setenv(name, re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], value))
    site = describe_site(load_config("mkdocs.yml"), email="")
    assert site.ways.edit == "https://github.com/o/r/edit/main/{path}"


# -- What is missing -----------------------------------------------------------------------------


def test_what_is_not_found_is_a_question_mark_that_the_check_names(run, tmp_path):
    article = tmp_path / "notes.txt"
    article.write_text("It rained all the week, and nobody came.\n\nThen it was fair.\n", "utf-8")
    done = run(article)
    assert done.exit_code == 0
    assert 'title: "?"' in (find_edition() / "edition.yml").read_text("utf-8")
    for name in ("title", "author", "issued"):
        assert f'"{name}" is still to be filled in' in done.output
    checked = CliRunner().invoke(check, ["--no-advice"])
    assert checked.exit_code == 1
    assert checked.output.count(": V409 ") == 3
    assert "source/notes/edition.yml:4:8: V409" in checked.output

    file = find_edition() / "edition.yml"
    text = (
        file.read_text("utf-8")
        .replace('title: "?"', "title: Rain")
        .replace('issued: "?"', "issued: 1911")
    )
    file.write_text(text.replace('{literal: "?"}', "{literal: Anonymous}"), "utf-8")
    checked = CliRunner().invoke(check, ["--no-advice"])
    assert checked.exit_code == 0, checked.output


# -- What is proposed ----------------------------------------------------------------------------


def test_nothing_is_corrected_until_it_is_accepted(run):
    done = run(ARTICLES / "newspaper.html")
    assert "proposals/: 5 corrections proposed" in done.output
    printed = list_printed(find_edition())
    assert "- 2 -" in printed
    assert "It is altogether fitting and proper" in printed
    assert not (find_edition() / "emendations").exists()
    told = CliRunner().invoke(check, []).output
    assert "V417 5 corrections proposed" in told


def test_a_correction_is_accepted_by_moving_its_file(run):
    run(ARTICLES / "newspaper.html")
    edition = find_edition()
    (edition / "emendations").mkdir()
    (edition / "proposals/page-break.yml").rename(edition / "emendations/page-break.yml")
    assert "It is altogether fitting and proper that we should do this." in list_printed(edition)
    done = CliRunner().invoke(ids, ["--date", DAY])
    assert done.exit_code == 0, done.output
    assert not has_errors(load(edition, root=Path(), cache=None).problems)


def test_all_can_be_accepted_at_once(run):
    done = run(ARTICLES / "newspaper.html", "--accept", "all", "--by", "Ann Editor")
    assert "emendations/: 5 corrections made" in done.output
    edition = find_edition()
    printed = list_printed(edition)
    assert "It is altogether fitting and proper that we should do this." in printed
    assert any("dedicate — we can not consecrate — we" in words for words in printed)
    assert "- 2 -" not in printed
    loaded = load(edition, root=Path(), cache=None)
    assert not has_errors(loaded.problems)
    assert {name for item in loaded.edition.emendations for name in item.by} == {"Ann Editor"}


def test_in_a_terminal_each_correction_is_asked(tmp_path):
    command = [sys.executable, "-c", "from variorum.cli.main import main; main()", "new"]
    outer, inner = pty.openpty()
    done = subprocess.Popen(
        [*command, str(ARTICLES / "newspaper.html"), "--date", DAY, "--by", "Ann Editor"],
        stdin=inner,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=tmp_path,
    )
    os.write(outer, b"y\nn\nnone\n")
    output, _ = done.communicate()
    os.close(outer)
    os.close(inner)
    assert done.returncode == 0, output
    assert b"Correction 1 of 5" in output
    assert len(list((find_edition(tmp_path) / "emendations").iterdir())) == 1
    assert len(list((find_edition(tmp_path) / "proposals").iterdir())) == 4


# -- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.md", b"", "V401 the copy-text is empty"),
        ("blank.html", b"<html><body><script>1</script></body></html>", "V401"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0", "V113 not UTF-8: byte 0x89"),
        ("nul.txt", b"a\0b", "V114 a NUL byte"),
        ("a.docx", b"PK", "V402 not a file of a kind that is read"),
        (".md", b"words", "V402"),
        ("old.html", '<meta charset="windows-1251"><p>Привет'.encode("cp1251"),
         "iconv -f windows-1251 -t UTF-8 {folder}/old.html > {folder}/old-utf-8.html"),
        ("lying.html", '<meta charset="no-such"><p>Привет'.encode("cp1251"), "save the file as UTF-8"),
        ("a b.txt", "words".encode("utf-16"), "iconv -f UTF-16 -t UTF-8 '{folder}/a b.txt' > '{folder}/a b-utf-8.txt'"),
        ("large.txt", b"a" * 20_000_001, "V112 20000001 bytes"),
        ("same.txt", b"again\n\n" * 40, "V404"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)  # fmt: skip
def test_a_file_that_is_no_article_is_refused_and_nothing_is_written(
    run, tmp_path, name, data, said
):
    article = tmp_path / name
    article.write_bytes(data)
    done = run(article)
    assert done.exit_code == 1
    assert said.format(folder=tmp_path) in done.output
    assert list(Path().iterdir()) == []


def test_a_file_that_is_not_there_and_a_folder_are_refused(run, tmp_path):
    assert "V101" in run(tmp_path / "none.md").output
    assert "is not a file" in run(tmp_path).output


def test_nothing_that_is_there_is_overwritten_and_nothing_half_written(run):
    Path("docs").mkdir()
    Path("docs/index.md").write_text("# Mine\n", "utf-8")
    Path("mkdocs.yml").write_text("site_name: Mine\n", "utf-8")
    before = list_files(Path())
    done = run(ARTICLES / "letter.txt")
    assert done.exit_code == 1
    assert "  docs/index.md\n" in done.output
    assert "  mkdocs.yml\n" in done.output
    assert list_files(Path()) == before


def test_what_is_not_in_the_way_stays(run):
    Path("README.md").write_text("Mine.\n", "utf-8")
    Path("docs").mkdir()
    Path("docs/about.md").write_text("# About\n", "utf-8")
    Path(".git").mkdir()
    assert run(ARTICLES / "letter.txt").exit_code == 0
    assert Path("README.md").read_text("utf-8") == "Mine.\n"
    assert Path("docs/about.md").is_file()
    assert sorted(path.name for path in Path().glob(".variorum*")) == []


def test_a_link_that_leads_out_of_the_folder_is_in_the_way(run, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    Path("source").symlink_to(tmp_path / "elsewhere")
    done = run(ARTICLES / "letter.txt")
    assert done.exit_code == 1
    assert "  source\n" in done.output
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_it_is_begun_in_a_folder_that_is_made(run):
    assert run(ARTICLES / "letter.txt", "--into", "new/site").exit_code == 0
    assert find_edition(Path("new/site")).name == "to-grace-bedell"


@pytest.mark.parametrize("slug", ["../up", "A", "a b", "a--b", "-a", "a/b", "."])
def test_a_slug_that_is_no_address_is_refused(run, slug):
    done = run(ARTICLES / "letter.txt", "--slug", slug)
    assert done.exit_code == 1
    assert list(Path().iterdir()) == []


# -- Strangers' files ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("two words.md", "two-words.md"),
        ("-rf.md", "rf.md"),
        ('it\'s "so" $(x) `y`.MD', "its-so-x-y.md"),
        ("Überschrift.markdown", "uberschrift.markdown"),
        ("文章.txt", "text.txt"),
        ("..md", "text.md"),
        ("a\nb\x1b[31m.html", "a-b-31m.html"),
    ],
)
def test_the_copy_has_a_name_that_is_safe(run, tmp_path, name, file):
    article = tmp_path / name
    article.write_text("# On Names\n\nA first paragraph, which ends.\n", "utf-8")
    done = run("--slug", "names", "--", article)
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.output
    assert (Path("source/names") / file).read_bytes() == article.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["site", name])


def test_a_title_is_words_and_nothing_else_wherever_it_stands(run, tmp_path):
    title = "<script>alert(1)</script> [x](javascript:y) {{ z }} # a: \u202eb\x07 'c' \"d\" *e* !ENV &amp;"
    article = tmp_path / "a.html"
    shown = title.replace("&", "&amp;").replace("<", "&lt;")
    article.write_text(
        f"<title>t</title><h1>{shown}</h1><p>By Ann Author</p><p>May 4, 1911</p><p>{'Words stand here. ' * 9}</p>",
        "utf-8",
    )
    done = run(article, "--slug", "strange")
    assert done.exit_code == 0, done.output
    assert read_fields(find_edition()).title == title.replace("\u202e", "").replace("\x07", "")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    home = html.parse("site/index.html")
    assert home.xpath("//article//a[starts-with(@href, 'javascript')]") == []
    assert "alert(1)" not in [words.strip() for words in home.xpath("//script/text()")]
    assert home.xpath("//*[@aria-label][starts-with(@aria-label, 'script alert(1) /script')]")
    assert "<script>alert(1)</script> [x](javascript:y)" in home.xpath("string(//article//h1)")


tags = st.sampled_from(
    "html head body main article div section p h1 h2 span time blockquote ul li table td footer aside nav form script "
    "title meta br a em pre".split()
)
marks = st.sampled_from(
    ["", ' class="byline"', ' class="share"', ' id="x"', ' id="a b"', ' datetime="1911-05-04"', ' lang="ru"', " hidden",
     ' name="author" content="A B"', ' property="og:title" content="x: #y"', ' type="application/ld+json"', ' class="a:b ."']
)  # fmt: skip
pages = st.recursive(
    texts(max_size=6).map(lambda words: words.replace("\0", "")),
    lambda inner: st.builds(
        lambda name, said, held: f"<{name}{said}>{''.join(held)}</{name}>",
        tags,
        marks,
        st.lists(inner, max_size=5),
    ),
    max_leaves=30,
)
plain = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.one_of(
            texts(),
            st.sampled_from(
                [
                    "# T",
                    "By A Bee",
                    "May 4, 1911",
                    "the the",
                    "- 2 -",
                    "â€œx",
                    "abc",
                    "Notes",
                    "---",
                    "title: x",
                    "12",
                    "word☒",
                ]
            ),
        ),
        max_size=12,
    ).map("\n\n".join),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.tuples(st.just("a.html"), pages),
        st.tuples(st.sampled_from(["a.md", "a.txt", "a.html"]), plain),
    ),
    st.sampled_from(["all", "none"]),
)
def test_whatever_the_file_it_is_kept_or_refused(tmp_path_factory, article, accept):
    folder = tmp_path_factory.mktemp("any")
    name, words = article
    data = words.encode("utf-8", "surrogatepass")
    (folder / name).write_bytes(data)
    where = ["--into", str(folder / "site"), "--slug", "any", "--date", DAY, "--accept", accept]
    done = CliRunner().invoke(new, [*where, str(folder / name)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert (folder / name).read_bytes() == data
    if done.exit_code:
        assert done.output
        assert not (folder / "site").exists()
        return
    edition = folder / "site/source/any"
    assert (edition / name).read_bytes() == data
    read_fields(edition)
    problems = load(edition, root=folder / "site", cache=None).problems
    codes = {problem.code for problem in problems if problem.severity == "error"}
    assert codes <= {"V409"}, [str(problem) for problem in problems]


def test_a_newspaper_named_in_the_head_of_its_page_alone_is_an_error_in_a_strict_edition_only(run):
    run(ARTICLES / "newspaper.html")
    file = find_edition() / "edition.yml"

    def tell() -> list[tuple[str, str]]:
        problems = load(find_edition(), root=Path(), cache=None).problems
        return [(p.severity, p.text) for p in problems if p.code == "V405"]

    said = 'container-title "The Adams Sentinel" does not stand in the front matter'
    assert tell() == []
    text = file.read_text("utf-8")
    file.write_text(f"{text}commentary: {{strict: true}}\n", "utf-8")
    assert tell() == [("error", said)]
    file.write_text(
        text.replace("title: The Gettysburg Address", "title: The Gettysburg Adress"), "utf-8"
    )
    assert ("error", 'title "The Gettysburg Adress" does not stand in the front matter') in tell()
