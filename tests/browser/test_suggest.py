"""A note or a correction suggested from the page: by a new file, a form or a letter, and what is sent passes the check."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from clipboard import fill_clipboard, read_clipboard
from playwright.sync_api import Browser, Locator, Page, expect
from selecting import find_text, select_words
from serving import serve
from test_conformance import FIND_VIOLATIONS, MODULES

EDITION = "holding-the-reset-hostage/"
FORGES = {
    "github": "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n",
    "gitlab": "repo_url: https://gitlab.example.org/g/sub/r\nedit_uri: -/edit/main/docs/\n",
    "forgejo": "repo_url: https://git.example.org/o/r\nedit_uri: _edit/main/docs/\n",
}
SITES = {**FORGES, "letters": "", "nothing": ""}
"""What each site says of its repository; the first four have an address for letters, the last has neither."""
EMAIL = "editors+variorum@example.org"
LIMITS = {"https": 7_500, "mailto": 1_900}

RUSSIAN = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему ({})."
CHINESE = "床前明月光，疑是地上霜。舉頭望明月，低頭思故鄉（{}）。"
LONG_EDITION = """\
format: 1
title: Длинные абзацы
author: [{{literal: The Variorum editors}}]
issued: 2026-11-24
language: ru
rights: The words are in the public domain.
licence: CC0 1.0
editors: [The Variorum editors]
text:
  file: long.md
  sha256: {digest}
  body: {{from: "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему (0).", to: "（19）。"}}
"""


@dataclass(frozen=True)
class Project:
    """A project whose editions are published on several sites, each with its own repository."""

    folder: Path
    address: str

    def copy_to(self, folder: Path) -> "Project":
        shutil.copytree(self.folder / "source", folder / "source")
        shutil.copytree(self.folder / "docs", folder / "docs")
        shutil.copytree(self.folder / ".cache", folder / ".cache")
        shutil.copy(self.folder / "github.yml", folder / "mkdocs.yml")
        return Project(folder, "")

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        assert not file.exists(), f"{path} is another's"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def run(self, *arguments: str) -> str:
        """Run a command of the package as an editor does, and return what it says; a failure fails."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stderr

    def variorum(self, *arguments: str) -> str:
        return self.run("-c", "from variorum.cli.main import main; main()", *arguments)

    def build(self, config: str, site: Path) -> None:
        self.run("-m", "mkdocs", "build", "-q", "--strict", "-f", config, "-d", str(site))

    def check(self) -> list[str]:
        """Return what the check says of these files, but that a draft is one, its title open, an address new and a sum missing."""
        said = self.variorum("check", "--quiet").splitlines()
        return [line for line in said if re.search(r" V(?!211|317|320|409)\d{3} ", line)]


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Editions in English, Russian and four scripts, and one of paragraphs that are long for addresses."""
    folder = tmp_path_factory.mktemp("suggesting")
    for name in ("gettysburg", "karenina"):
        shutil.copytree(root / "tests/sample" / name, folder / "source" / name)
    shutil.copytree(root / "tests/editions/four-scripts/in", folder / "source/four-scripts")
    long = "\n\n".join(
        ["".join(words.format(n) for n in range(20)) for words in (RUSSIAN, CHINESE)]
    )
    (folder / "source/long").mkdir()
    (folder / "source/long/long.md").write_text(f"{long}\n", encoding="utf-8", newline="\n")
    digest = sha256(f"{long}\n".encode()).hexdigest()
    edition = LONG_EDITION.format(digest=digest)
    (folder / "source/long/edition.yml").write_text(edition, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    forms = folder / ".github/ISSUE_TEMPLATE"
    forms.mkdir(parents=True)
    for name in ("note.yml", "correction.yml"):
        (forms / name).write_text("name: A form\n", encoding="utf-8")
    project = Project(folder, "")
    project.variorum("ids", "source/long", "--date", "2026-11-24")
    for name, repository in SITES.items():
        options = "" if name == "nothing" else f": {{email: {EMAIL}}}"
        (folder / f"{name}.yml").write_text(
            f"site_name: Suggesting\nsite_url: https://example.org/\n{repository}"
            f"theme: {{name: material, font: false}}\nplugins:\n  - search\n  - variorum{options}\n",
            encoding="utf-8",
        )
        project.build(f"{name}.yml", folder / "served" / name)
    with serve(folder / "served", below="") as address:
        yield Project(folder, address)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader, wide and light, who may use the clipboard, and for whom the forges are there but say nothing."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1600}, permissions=["clipboard-read", "clipboard-write"]
    )
    context.route(re.compile(r"^https://(?!127)"), lambda route: route.fulfill(body="a form"))
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(f"script failed: {error.error}"))
    yield context.new_page()
    context.close()
    assert not faults


NOTE, CORRECTION = "Suggest a note", "Correct this"


def get_tools(page: Page) -> Locator:
    return page.locator(".vr-tools")


def suggest(
    page: Page,
    address: str,
    block: str,
    words: str,
    *,
    to: tuple[str, str] | None = None,
    correct: bool = False,
) -> Locator:
    """Select words and open the dialog for a note on them, or a correction of them."""
    page.goto(address)
    select_words(page, block, words, to=to)
    get_tools(page).get_by_role("button").nth(4 if correct else 3).click()
    dialog = page.locator("dialog.vr-suggest")
    expect(dialog).to_be_visible()
    return dialog


def select_block(page: Page, block: str) -> None:
    """Select the words of a whole block."""
    page.evaluate(
        "id => getSelection().selectAllChildren(document.querySelector(`#${id} > .vr-text`))", block
    )


def find_links(dialog: Locator) -> list[str]:
    links = dialog.locator(".vr-ways a")
    for link in links.all():
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
    return [link.get_attribute("href") or "" for link in links.all()]


def read_query(address: str) -> dict[str, str]:
    """Return what an address carries; one that is too long for its way fails."""
    scheme, _, _, query, _ = urlsplit(address)
    assert len(address) <= LIMITS[scheme]
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}


def read_fenced(text: str) -> str:
    """Return what stands between the fences of a text in Markdown."""
    found = re.fullmatch(r"(~~~+)\n(.*)\1\n", text, re.DOTALL)
    assert found
    return found[2]


def read_file(links: list[str], forge: str) -> tuple[str, str]:
    """Return path and text of the file that a forge's links carry."""
    (new,) = [link for link in links if "new/main/" in link]
    issue = next(link for link in links if "issues/new" in link)
    path = urlsplit(new).path.partition("new/main/")[2]
    query = read_query(new)
    if forge == "gitlab":  # whose editor takes no text
        assert query.keys() == {"file_name"}
        text = read_fenced(read_query(issue)["issue[description]"])
        return f"{path}/{query['file_name']}", text
    assert query.keys() == {"filename", "value"}
    return f"{path}/{query['filename']}", query["value"]


def test_a_note_is_begun_in_the_form_for_a_new_file(reader, project) -> None:
    dialog = suggest(reader, f"{project.address}github/gettysburg/", "p1", "brought forth")
    path, text = read_file(find_links(dialog), "github")
    assert path == "source/gettysburg/annotations/brought-forth.md"
    assert (
        text
        == f"""\
---
target: p1
quote: |-
  brought forth
kind: explanation
title: |-
  TODO: what the note is about, in a few words
by: ["TODO: your name"]
date: {date.today()}
status: draft
---
TODO: write the note here, and cite its sources.
"""
    )
    assert dialog.locator("summary").text_content() == f"The file, {path}"
    assert dialog.locator("pre").text_content() == text


NOTES = [
    ("gettysburg", "", "p1", "brought forth on this continent", None, "lincoln-works-7"),
    ("gettysburg", "", "p2", "that", None, "lincoln-works-7"),  # it stands there more than once
    ("gettysburg", "", "b1", "Text of the “Bliss copy”", None, "lincoln-works-7"),
    ("karenina", "", "p1", "Все счастливые семьи похожи друг на друга", None, "works"),
    ("karenina", "", "p2", "и объявила мужу", ("p3", "Положение"), "works"),
    ("four-scripts", "prose/", "q1", "有朋自遠方來", None, "lincoln-works-8"),
    ("four-scripts", "", "v7", "疑是地上霜", ("v7", "舉頭望明月"), "blake-1905"),
    ("four-scripts", "signs/", "p1", "the flag 🇺🇳 is one", None, "unicode-16"),
    ("four-scripts", "prose/", "l1", "Verse", ("l1", "by William Blake"), "blake-1905"),
    ("four-scripts", "prose/", "t1", "The Tyger", ("t1", "William Blake"), "blake-1905"),
    ("four-scripts", "", "v5", "الخيل والليل", None, "blake-1905"),
    # a note on another text has that name
    ("four-scripts", "prose/", "p4", "words", None, "lincoln-works-8"),
]


def test_the_check_and_the_build_have_nothing_against_notes_of_any_forge_s_links(
    reader, project, tmp_path
) -> None:
    copy = project.copy_to(tmp_path)
    signed = {}
    for edition, slug, block, words, end, key in NOTES:
        carried = set()
        for forge in FORGES:
            address = f"{project.address}{forge}/{edition}/{slug}"
            carried.add(
                read_file(find_links(suggest(reader, address, block, words, to=end)), forge)
            )
        ((path, text),) = carried
        front, _, body = text.rpartition("---\n")
        assert body.strip(), "what is still to be written is said"
        note = f"{front}---\nWhat is said of it [@{key}].\n"
        copy.write(path, note)
        # an editor fills in what is left, and signs it
        note = note.replace(
            "status: draft", "status: reviewed\nreviewed: {by: [A], date: 2026-11-30}"
        )
        signed[path] = re.sub(r"TODO: [^\n\"]*", "Written", note)
        assert path.startswith(f"source/{edition}/annotations/")
        assert f"target: {slug.replace('/', '#')}{block}\n" in text
    assert copy.check() == []
    for path, note in signed.items():
        (copy.folder / path).write_text(note, encoding="utf-8", newline="")
    assert copy.check() == []
    copy.build("mkdocs.yml", copy.folder / "site")
    page = (copy.folder / "site/four-scripts/prose/index.html").read_text(encoding="utf-8")
    assert page.count("What is said of it") == 4


CORRECTIONS = [
    # edition, page, block, words, what should be read, what is printed
    ("gettysburg", "", "p1", "our fathers", "our forefathers", "our fathers"),
    ("gettysburg", "", "b1", "the “Bliss copy”", "the Bliss copy", 'the "Bliss copy"'),
    ("gettysburg", "", "p2", "altogether", "all together", "altogether"),
    # after the join of two paragraphs, and where the same word stands often
    ("gettysburg", "", "p2", "a", "an", "a"),
    ("karenina", "", "p2", "в связи", "въ связи", "в связи"),
    ("karenina", "", "p1", "-своему", "", "-своему"),
    ("four-scripts", "prose/", "q1", "遠方", "遠處", "遠方"),
    ("four-scripts", "", "v7", "地上霜", "地下霜", "地上霜"),
    ("four-scripts", "signs/", "p2", "cafe\u0301", "cafés", "cafe\u0301"),
    # the same in forty sentences
    ("long", "", "p1", "похожи друг на друга", "похожи одна на другую", "похожи друг на друга"),
    ("long", "", "p2", "低頭思故鄉（13）", "低頭思念故鄉（13）", "低頭思故鄉（13）"),
]


def test_the_check_and_the_build_have_nothing_against_corrections_of_any_forge_s_links(
    reader, project, tmp_path
) -> None:
    copy = project.copy_to(tmp_path)
    for edition, slug, block, words, reading, printed in CORRECTIONS:
        carried = set()
        for forge in FORGES:
            address = f"{project.address}{forge}/{edition}/{slug}"
            dialog = suggest(reader, address, block, words, correct=True)
            expect(dialog.locator("blockquote")).to_have_text(printed)
            wanted = dialog.locator("textarea")
            expect(wanted).to_have_value(words)
            expect(wanted).to_be_focused()
            wanted.fill(reading)
            carried.add(read_file(find_links(dialog), forge))
        ((path, text),) = carried
        assert path.startswith(f"source/{edition}/emendations/")
        assert text.count("\n  TODO: ") == 1, "what is still to be written is said"
        copy.write(path, re.sub("\n  TODO: .*", "\n  The copy has it so.", text))
    assert copy.check() == []
    copy.build("mkdocs.yml", copy.folder / "site")
    for edition, slug, _, _, reading, _ in CORRECTIONS:
        page = (copy.folder / "site" / edition / slug / "index.html").read_text(encoding="utf-8")
        assert reading in re.sub(r"<[^>]*>", "", page), reading


def test_nothing_is_sent_before_something_is_corrected(page) -> None:
    select_words(page, "p1", "Washington last week")
    get_tools(page).get_by_role("button", name=CORRECTION).click()
    dialog = page.locator("dialog.vr-suggest")
    expect(dialog.locator(".vr-ways")).to_contain_text("Write above what should stand there")
    assert find_links(dialog) == []
    dialog.locator("textarea").fill("Washington a week ago")
    assert find_links(dialog) != []


def test_a_correction_takes_in_words_of_its_own_paragraph_before_those_of_another(page) -> None:
    select_words(page, "p5", "Russia")
    get_tools(page).get_by_role("button", name=CORRECTION).click()
    source = page.locator("dialog.vr-suggest pre").text_content() or ""
    assert source.startswith("source: |-\n  Russia privately recognizes that\n")


def test_a_form_is_filled_in_with_the_words_and_their_place(reader, project) -> None:
    for forge, field in (("github", ""), ("forgejo", "field:")):
        address = f"{project.address}{forge}/four-scripts/prose/"
        links = find_links(suggest(reader, address, "p1", "two speakers"))
        query = read_query(next(link for link in links if "issues/new" in link))
        assert query.pop("template").endswith("note.yml")
        assert query == {
            "title": "Note on ¶1: four-scripts",
            f"{field}edition": "four-scripts",
            f"{field}target": "prose#p1",
            f"{field}quote": "two speakers",
            f"{field}prefix": "",
            f"{field}suffix": "",
        }
    dialog = suggest(reader, f"{project.address}github/karenina/", "p1", "семьи", correct=True)
    dialog.locator("textarea").fill("семейства")
    query = read_query(next(link for link in find_links(dialog) if "issues/new" in link))
    assert query["template"] == "correction.yml"
    assert (query["printed"], query["reading"]) == ("семьи", "семейства")


def test_the_way_that_strangers_can_go_is_the_first(reader, project) -> None:
    for forge, first, host in (
        ("github", "As a new file", "github.com"),
        ("gitlab", "In a form", "gitlab.example.org"),
        ("forgejo", "In a form", "git.example.org"),
    ):
        dialog = suggest(reader, f"{project.address}{forge}/gettysburg/", "p1", "Four score")
        expect(dialog.locator(".vr-ways a").first).to_have_text(f"{first} at {host}")
        expect(dialog.locator(".vr-ways p").first).to_contain_text("account there")
        expect(dialog.locator(".vr-ways p").first).to_contain_text("public")


def test_a_letter_has_the_file_in_it(reader, project) -> None:
    dialog = suggest(reader, f"{project.address}letters/gettysburg/", "p1", "Four score")
    (letter,) = find_links(dialog)
    assert letter.startswith("mailto:editors%2Bvariorum@example.org?subject=")
    query = read_query(letter)
    assert query["subject"] == "Note on ¶1: gettysburg"
    assert query["body"].replace("\r\n", "\n") == dialog.locator("pre").text_content()
    assert "\n" not in query["body"].replace("\r\n", "")
    expect(dialog.locator(".vr-ways")).to_contain_text("No account is needed")


@pytest.mark.parametrize("block", ["p1", "p2"])
def test_what_is_too_long_for_an_address_goes_whole_on_the_clipboard(
    reader, project, tmp_path, block
) -> None:
    copy = project.copy_to(tmp_path)
    reader.goto(f"{project.address}github/long/")
    words = find_text(reader, block)
    select_block(reader, block)
    get_tools(reader).get_by_role("button").nth(3).click()
    dialog = reader.locator("dialog.vr-suggest")
    assert all("value=" not in link and "quote=" not in link for link in find_links(dialog))
    expect(dialog.locator(".vr-ways strong")).to_have_count(3)
    link = dialog.locator(".vr-ways a").first
    fill_clipboard(reader)
    with reader.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_url("https://github.com/**")
    assert urlsplit(opened.value.url).query.startswith("filename=")
    opened.value.close()
    text = read_clipboard(reader).text
    assert words.replace("\n", " ") in text
    expect(dialog.get_by_role("status")).to_contain_text("Скопировано")
    name = unquote(urlsplit(link.get_attribute("href")).query.partition("=")[2])
    front, _, body = text.rpartition("---\n")
    assert body.startswith("TODO: ")
    copy.write(f"source/long/annotations/{name}", f"{front}---\nThe whole of it.\n")
    assert copy.check() == []


@pytest.mark.parametrize(("count", "fits"), [(60, True), (350, True), (1_000, False)])
def test_up_to_the_limit_nothing_is_cut(reader, project, count, fits) -> None:
    words = "".join(RUSSIAN.format(n) for n in range(20))[:count].strip()
    dialog = suggest(reader, f"{project.address}github/long/", "p1", words)
    whole = dialog.locator("pre").text_content()
    links = find_links(dialog)
    for link in links:
        query = read_query(link)
        carried = query.get("value") or query.get("body", "").replace("\r\n", "\n") or whole
        assert carried == whole
        # who is not signed in is sent on with the address encoded once more
        assert link.startswith("mailto:") or len(link.replace("%", "%25")) <= LIMITS["https"]
    assert ("value" in read_query(links[0])) == fits


def test_the_copied_file_is_the_one_that_is_shown(reader, project) -> None:
    dialog = suggest(reader, f"{project.address}gitlab/karenina/", "p1", "похожи")
    fill_clipboard(reader)
    dialog.get_by_role("button").last.click()
    expect(dialog.get_by_role("status")).to_contain_text("Скопировано")
    assert read_clipboard(reader).text == dialog.locator("pre").text_content()
    # a forge whose editor takes no text opens with the file on the clipboard
    link = dialog.locator(".vr-ways a", has_text="Новым файлом")
    fill_clipboard(reader)
    with reader.context.expect_page() as opened:
        link.click()
    opened.value.close()
    assert read_clipboard(reader).text == dialog.locator("pre").text_content()


def test_where_nothing_is_said_of_a_repository_nothing_of_it_shows(reader, project) -> None:
    reader.goto(f"{project.address}nothing/gettysburg/")
    select_words(reader, "p1", "Four score")
    expect(get_tools(reader).get_by_role("button")).to_have_count(3)
    reader.keyboard.press("Shift+C")
    expect(reader.locator("dialog")).to_be_visible()
    expect(reader.locator("dialog").get_by_role("button", name=NOTE)).to_have_count(0)
    reader.keyboard.press("Escape")
    reader.locator(".vr-noteref").first.click()
    expect(reader.locator(".vr-annotation.vr-open")).to_be_visible()
    for page in ("", "apparatus/", "notes/four-score/"):
        reader.goto(f"{project.address}nothing/gettysburg/{page}")
        expect(reader.locator(".vr-file, [data-ways]")).to_have_count(0)


def test_with_only_an_address_for_letters_only_that_way_shows(reader, project) -> None:
    dialog = suggest(reader, f"{project.address}letters/karenina/", "p1", "похожи", correct=True)
    dialog.locator("textarea").fill("похоже")
    expect(dialog.locator(".vr-ways a")).to_have_text(["По электронной почте"])
    reader.goto(f"{project.address}letters/gettysburg/apparatus/")
    expect(reader.locator(".vr-file")).to_have_count(0)


def test_without_scripts_and_on_paper_there_is_nothing_of_it(open_page) -> None:
    page = open_page(EDITION, javascript=False)
    expect(page.locator(".vr-file, .vr-suggest, .vr-tools")).to_have_count(0)
    page = open_page(f"{EDITION}#note-eased-visa-rules")
    expect(page.locator(".vr-file").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".vr-file").first).to_be_hidden()


def test_words_that_are_corrected_already_lead_to_the_correction(page) -> None:
    block = page.locator(".vr-block:has([data-emendation=author-name])").get_attribute("id")
    select_words(page, block, "Sueldo is")
    get_tools(page).get_by_role("button", name=CORRECTION).click()
    expect(page.locator(".vr-said")).to_have_text("These words are corrected already.")
    expect(page.locator("#correction-author-name")).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)


def test_nothing_is_begun_on_what_was_printed(page) -> None:
    page.locator('[data-layer="printed"]').click()
    block = page.locator(".vr-block:has(.vr-as-printed)", has_text="Suelo").get_attribute("id")
    for name in (NOTE, CORRECTION):
        select_words(page, block, "Alejandro Suelo")
        get_tools(page).get_by_role("button", name=name).click()
        expect(page.locator(".vr-said")).to_contain_text("leave “as printed” first")
        page.reload()


def test_a_page_that_is_older_than_the_edition_says_so(page) -> None:
    page.route(
        "**/edition.json",
        lambda route: route.fulfill(json={"texts": [], "emendations": [], "annotations": []}),
    )
    select_words(page, "p1", "eased visa rules")
    get_tools(page).get_by_role("button", name=CORRECTION).click()
    expect(page.locator(".vr-said")).to_contain_text("load it again")


def test_words_printed_twice_with_nothing_near_to_tell_them_apart_are_not_guessed_at(page) -> None:
    page.route(
        "**/edition.json",
        lambda route: route.fulfill(
            json={
                "texts": [
                    {
                        "slug": "",
                        "printed": "\n\n".join([text] * 9),
                        "changes": [],
                        "blocks": [{"id": "p1", "start": 0, "text": text}],
                    }
                    for text in [find_text(page, "p1")]
                ],
                "emendations": [],
                "annotations": [],
            }
        ),
    )
    select_block(page, "p1")
    get_tools(page).get_by_role("button", name=CORRECTION).click()
    expect(page.locator(".vr-said")).to_contain_text("printed more than once")


@pytest.mark.parametrize("kind", [NOTE, CORRECTION])
def test_all_is_done_by_keys_alone(page, kind) -> None:
    select_words(page, "p1", "Washington last week")
    expect(get_tools(page)).to_be_visible()
    page.keyboard.press("q")
    page.keyboard.press("End")
    if kind == NOTE:
        page.keyboard.press("ArrowLeft")
    expect(get_tools(page).get_by_role("button", name=kind)).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=re.compile("¶1"))
    expect(dialog).to_be_visible()
    if kind == NOTE:
        expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    else:
        page.keyboard.press("Control+a")
        page.keyboard.type("Washington a week ago")
        expect(dialog.locator("pre")).to_contain_text("Washington a week ago")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("link", name="As a new file at github.com")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(get_tools(page).get_by_role("button", name=kind)).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "Washington last week"


@pytest.mark.parametrize("kind", [NOTE, CORRECTION])
def test_on_a_paragraph_it_is_offered_where_it_is_cited(page, kind) -> None:
    page.locator("#p3 > .vr-number").focus()
    page.keyboard.press("Shift+C")
    page.locator("dialog").get_by_role("button", name=kind).press("Enter")
    dialog = page.locator("dialog.vr-suggest")
    expect(dialog.locator("blockquote")).to_have_text(
        "There is a fundamental disconnect in how Russia"
    )
    page.keyboard.press("Escape")
    expect(page.locator("#p3 > .vr-number")).to_be_focused()


def test_on_a_telephone_a_paragraph_s_note_is_begun_by_touch(open_page) -> None:
    page = open_page(f"{EDITION}#p3", width=375, height=740, has_touch=True, is_mobile=True)
    page.locator("#p3 > .vr-cite").tap()
    page.locator("dialog").get_by_role("button", name=NOTE).tap()
    dialog = page.locator("dialog.vr-suggest")
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialog(open_page, scheme) -> None:
    page = open_page(EDITION, scheme=scheme)
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    for width in (1440, 768, 375):
        page.set_viewport_size({"width": width, "height": 900})
        for kind in (NOTE, CORRECTION):
            select_block(page, "p2")
            get_tools(page).get_by_role("button", name=kind).click()
            dialog = page.locator("dialog.vr-suggest")
            dialog.locator("summary").click()
            assert page.evaluate(FIND_VIOLATIONS) == [], (width, kind)
            page.keyboard.press("Escape")
            expect(dialog).to_have_count(0)


def test_a_note_leads_to_its_file_and_the_file_s_history(open_page) -> None:
    at = f"https://github.com/OWNER/REPOSITORY/{{}}/main/source/{EDITION}{{}}"
    stem = "annotations/eased-visa-rules.md"
    page = open_page(EDITION)
    expect(page.locator(".vr-file")).to_have_count(0)
    page.locator('.vr-noteref[href="#note-eased-visa-rules"]').click()
    note = page.locator("#note-eased-visa-rules")
    page.keyboard.press("Escape")
    page.locator('.vr-noteref[href="#note-eased-visa-rules"]').click()
    expect(note.locator(".vr-file a")).to_have_text(["edit", "history"])
    for places in (note, open_page(f"{EDITION}notes/eased-visa-rules/", javascript=False)):
        edit, history = places.locator(".vr-file a").all()
        assert edit.get_attribute("href") == at.format("edit", stem)
        assert history.get_attribute("href") == at.format("commits", stem)
        assert edit.get_attribute("aria-label") == "Edit the file: The visa agreement"


def test_a_correction_and_an_essay_lead_to_their_files_on_their_pages(open_page) -> None:
    for path, file in (
        ("apparatus/", "emendations.yml"),
        ("context/four-phases/", "sidebars/four-phases.md"),
    ):
        page = open_page(f"{EDITION}{path}")
        edit = page.locator(".vr-file a").first
        assert edit.get_attribute("href").endswith(f"/edit/main/source/{EDITION}{file}")
