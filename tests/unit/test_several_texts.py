"""Several texts in an edition, several editions beside one another: nothing moves, nothing is shared by accident."""

import re
import shutil
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest
from click.testing import CliRunner, Result
from documents import list_addresses, list_lost_links

from variorum.build import Loaded, load
from variorum.cli.ids import ids
from variorum.model import Edition
from variorum.read.registry import parse_registry
from variorum.render.pages import render_pages
from variorum.render.passages import render_slim_pages
from variorum.render.search import search_entries

SAMPLES = Path(__file__).resolve().parent.parent / "sample"
CHAPTER = "Fondly do we hope.\n\nFervently do we pray.\n"  # Lincoln, Second Inaugural Address


class Shelf:
    """A project with copies of sample editions."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str) -> Path:
        folder = self.root / "source" / name
        shutil.copytree(SAMPLES / name, folder)
        return folder

    def load(self, name: str, *, cache: bool = True) -> Loaded:
        kept = self.root / ".cache" if cache else None
        return load(self.root / "source" / name, root=self.root, cache=kept)

    def edition(self, name: str, *, cache: bool = True) -> Edition:
        loaded = self.load(name, cache=cache)
        assert [str(problem) for problem in loaded.problems if problem.severity != "advice"] == []
        assert loaded.edition
        return loaded.edition

    def errors(self, name: str) -> list[str]:
        return [str(p) for p in self.load(name).problems if p.severity == "error"]


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Shelf(tmp_path)


def run_ids(*options: str) -> Result:
    return CliRunner().invoke(ids, ["--date", "2026-11-25", *options])


def change(file: Path, *pairs: tuple[str, str]) -> None:
    words = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in words
        words = words.replace(old, new)
    file.write_text(words, encoding="utf-8")


def rename_slugs(folder: Path, *pairs: tuple[str, str]) -> None:
    """Rename texts one after the other, and all that names them in the files of their edition."""
    for file in (*folder.glob("*.yml"), *folder.glob("*/*.md")):
        words = file.read_text(encoding="utf-8")
        for old, new in pairs:
            words = words.replace(f"{old}#", f"{new}#").replace(f"slug: {old}\n", f"slug: {new}\n")
        file.write_text(words, encoding="utf-8")


def add_chapter(folder: Path, *, first: bool = False) -> None:
    """Make `text:` of an edition into `texts:`, with another text after the old one or before it."""
    (folder / "hope.md").write_text(CHAPTER, encoding="utf-8")
    head, _, old = (folder / "edition.yml").read_text(encoding="utf-8").partition("text:\n")
    parts = [
        old.replace("  ", "- ", 1),
        f"- slug: hope\n  title: Hope\n  file: hope.md\n  sha256: {sha256(CHAPTER.encode()).hexdigest()}\n"
        "  body: {from: Fondly do we, to: do we pray.}\n",
    ]
    whole = head + "texts:\n" + "".join(reversed(parts) if first else parts)
    (folder / "edition.yml").write_text(whole, encoding="utf-8")


def write_note(folder: Path, stem: str, *, target: str, quote: str, body: str) -> None:
    (folder / "annotations" / f"{stem}.md").write_text(
        f"---\ntarget: {target}\nquote: |-\n  {quote}\nkind: explanation\ntitle: |-\n  A word\n"
        "by: [The Variorum editors]\ndate: 2026-11-25\nstatus: reviewed\n"
        f"reviewed: {{by: [The Variorum editors], date: 2026-11-25}}\n---\n{body}\n",
        encoding="utf-8",
    )


def read_pages(*editions: Edition) -> dict[str, list[tuple[str, str, str]]]:
    """Return the links of each page: its words, its rel, and the address to which it leads from the site's root."""
    links = {}
    for edition in editions:
        for page in render_pages(edition):
            tree = html5lib.parse(page.html, namespaceHTMLElements=False)
            links[page.path] = [
                (
                    "".join(link.itertext()),
                    link.get("rel", ""),
                    urljoin(f"https://e/{page.path}", link.get("href")).removeprefix("https://e/"),
                )
                for link in tree.iter("a")
            ]
    return links


def list_block_words(edition: Edition) -> dict[tuple[str, str], str]:
    return {(text.slug, b.id): b.text for text in edition.texts for b in text.blocks}


def test_there_is_a_page_for_each_text_and_one_of_everything_else(shelf):
    shelf.put("lincoln")
    pages = {page.path: page.kind for page in render_pages(shelf.edition("lincoln"))}
    assert pages == {
        "lincoln/": "contents",
        "lincoln/bedell/": "text",
        "lincoln/gettysburg/": "text",
        "lincoln/inaugural/": "text",
        "lincoln/apparatus/": "apparatus",
        "lincoln/sources/": "sources",
        "lincoln/contributors/": "contributors",
        "lincoln/context/copies/": "sidebar",
        "lincoln/timeline/": "timeline",
        "lincoln/glossary/": "glossary",
        "lincoln/people/": "people",
        "lincoln/cite/": "cite",
    }


def test_the_contents_and_the_neighbours_are_in_the_order_of_edition_yml(shelf):
    shelf.put("lincoln")
    links = read_pages(shelf.edition("lincoln"))
    texts = ["lincoln/bedell/", "lincoln/gettysburg/", "lincoln/inaugural/"]
    assert [to for _, _, to in links["lincoln/"] if to in texts] == texts
    neighbours = {path: {rel: to for _, rel, to in found if rel} for path, found in links.items()}
    assert neighbours["lincoln/bedell/"] == {"next": "lincoln/gettysburg/"}
    assert neighbours["lincoln/gettysburg/"] == {
        "prev": "lincoln/bedell/",
        "next": "lincoln/inaugural/",
    }
    assert neighbours["lincoln/inaugural/"] == {"prev": "lincoln/gettysburg/"}


def test_blocks_and_notes_are_counted_in_each_text(shelf):
    shelf.put("lincoln")
    edition = shelf.edition("lincoln")
    for text in edition.texts:
        assert [b.id for b in text.blocks][:6] == ["f1", "f2", "f3", "p1", "p2", "p3"]
    assert [(n.text, n.number, n.stem) for n in edition.annotations] == [
        ("bedell", 1, "sons"),
        ("bedell", 2, "whiskers"),
        ("gettysburg", 1, "war"),
        ("inaugural", 1, "magnitude"),
    ]


def test_links_go_from_text_to_text(shelf):
    shelf.put("lincoln")
    links = {
        path: {words: to for words, _, to in found}
        for path, found in read_pages(shelf.edition("lincoln")).items()
    }
    bedell, war = links["lincoln/bedell/"], links["lincoln/gettysburg/"]
    assert bedell["a later day"] == "lincoln/gettysburg/#note-war"
    assert bedell["the address"] == "lincoln/gettysburg/#p2"
    assert bedell["this letter"] == "lincoln/bedell/#p1"
    assert bedell["note 1: The war"] == "lincoln/gettysburg/#note-war"
    assert war["note 1: How great"] == "lincoln/inaugural/#note-magnitude"
    assert war["note 1: The sons"] == "lincoln/bedell/#note-sons"
    assert war["the copies"] == "lincoln/context/copies/"
    assert links["lincoln/inaugural/"]["corrected"] == "lincoln/inaugural/#emendation-occasion"
    essay = links["lincoln/context/copies/"]
    assert essay["the address"] == "lincoln/gettysburg/#p1"  # an essay is about its first target
    assert essay["¶3 in “Second Inaugural Address”"] == "lincoln/inaugural/#p3"
    rows = links["lincoln/timeline/"]
    assert rows["in these words"] == "lincoln/bedell/#p1"
    assert rows["¶2 in “The Gettysburg Address”"] == "lincoln/gettysburg/#p2"
    assert links["lincoln/people/"]["the whiskers"] == "lincoln/bedell/#note-whiskers"
    assert links["lincoln/apparatus/"]["the printed text"] == "lincoln/bedell/#p1"


def test_every_link_of_every_page_leads_to_a_place_that_is_there(shelf):
    for name in ("lincoln", "karenina", "gettysburg"):
        shelf.put(name)
    add_chapter(shelf.root / "source/gettysburg", first=True)
    assert run_ids().exit_code == 0
    assert list_lost_links(*map(shelf.edition, ("lincoln", "karenina", "gettysburg"))) == []


def test_search_finds_each_place_once_under_the_title_of_its_text(shelf):
    shelf.put("lincoln")
    edition = shelf.edition("lincoln")
    entries = search_entries(edition)
    locations = [entry.location for entry in entries]
    assert len(locations) == len(set(locations))
    met: set[str] = set()
    for location in locations:  # a page's own entry stands before those of its places
        page, sign, _ = location.partition("#")
        assert sign or page not in met
        assert not sign or page in met
        met.add(page)
    titles = {entry.location: entry.title for entry in entries}
    assert titles["lincoln/"] == "Letters and Addresses"
    assert titles["lincoln/bedell/"] == "To Grace Bedell — Letters and Addresses"
    assert titles["lincoln/bedell/#p1"] == titles["lincoln/inaugural/#p1"] == "¶1"
    assert titles["lincoln/gettysburg/"] == "The Gettysburg Address — Letters and Addresses"


@pytest.mark.parametrize("first", [False, True])
def test_adding_a_chapter_moves_no_address(shelf, first):
    folder = shelf.put("gettysburg")
    before = shelf.edition("gettysburg")
    registry = (folder / "registry.jsonl").read_text(encoding="utf-8")

    add_chapter(folder, first=first)
    result = run_ids()

    assert result.exit_code == 0, result.output
    assert (folder / "registry.jsonl").read_text(encoding="utf-8").startswith(registry)
    after = shelf.edition("gettysburg")
    assert list_addresses(before) <= list_addresses(after)
    words = list_block_words(after)
    assert {key: words[key] for key in list_block_words(before)} == list_block_words(before)
    moved = {n.stem: (n.text, n.block, n.number) for n in before.annotations}
    assert {n.stem: (n.text, n.block, n.number) for n in after.annotations} == moved
    assert "gettysburg/hope/#p1" in list_addresses(after)
    assert [p.kind for p in render_pages(after) if p.path == "gettysburg/"] == ["text"]


def test_only_a_text_without_a_title_of_its_own_prints_the_editions(shelf):
    shelf.put("lincoln")
    assert shelf.errors("lincoln") == []  # its title stands in none of the letters
    folder = shelf.put("gettysburg")
    add_chapter(folder)
    assert run_ids("source/gettysburg").exit_code == 0
    change(
        folder / "edition.yml", ("title: The Gettysburg Address", "title: The Gettysburg Adress")
    )
    (error,) = shelf.errors("gettysburg")
    assert 'V405 title "The Gettysburg Adress"' in error


def test_links_without_a_text_mean_the_one_at_the_editions_address(shelf):
    folder = shelf.put("gettysburg")
    change(folder / "glossary.yml", ("text: Twenty.", 'text: "Twenty, as in [the text](#p1)."'))
    add_chapter(folder, first=True)
    assert run_ids().exit_code == 0
    links = read_pages(shelf.edition("gettysburg"))["gettysburg/glossary/"]
    assert [to for words, _, to in links if words == "the text"] == ["gettysburg/#p1"]


def test_a_chapter_links_to_the_text_at_the_editions_address_by_the_editions_name(shelf):
    folder = shelf.put("gettysburg")
    add_chapter(folder)
    body = "Here is [the chapter](#p1), there [the text](gettysburg#p1)."
    write_note(folder, "hope", target="hope#p1", quote="hope", body=body)
    assert run_ids().exit_code == 0
    links = {
        words: to for words, _, to in read_pages(shelf.edition("gettysburg"))["gettysburg/hope/"]
    }
    assert links["the chapter"] == "gettysburg/hope/#p1"
    assert links["the text"] == "gettysburg/#p1"


def test_reordering_chapters_moves_no_id(shelf):
    folder = shelf.put("lincoln")
    before = shelf.edition("lincoln")
    head, *texts = (folder / "edition.yml").read_text(encoding="utf-8").split("  - slug:")
    texts.reverse()
    (folder / "edition.yml").write_text("  - slug:".join([head, *texts]), encoding="utf-8")
    assert "nothing to do" in run_ids().output
    after = shelf.edition("lincoln")
    assert [text.slug for text in after.texts] == ["inaugural", "gettysburg", "bedell"]
    assert list_addresses(after) == list_addresses(before)
    assert list_block_words(after) == list_block_words(before)


def test_removing_a_chapter_retires_its_ids_and_moves_no_other(shelf):
    folder = shelf.put("lincoln")
    before = list_block_words(shelf.edition("lincoln"))
    (folder / "inaugural.md").unlink()
    (folder / "emendations.yml").unlink()
    (folder / "annotations/magnitude.md").unlink()
    head, *texts = (folder / "edition.yml").read_text(encoding="utf-8").split("  - slug:")
    (folder / "edition.yml").write_text("  - slug:".join([head, *texts[:2]]), encoding="utf-8")
    change(folder / "annotations/war.md", ("[magnitude, sons]", "[sons]"), ("inaugural#p2", "#p1"))
    change(folder / "sidebars/copies.md", (", inaugural#p3", ""))
    change(folder / "timeline.yml", ("inaugural#p1, ", ""))

    refused = run_ids()
    assert refused.exit_code == 1
    assert "inaugural: 6 of 6 ids would retire" in refused.output
    done = run_ids("--replace")

    assert done.exit_code == 0, done.output
    assert 'the text "inaugural" retired, deleted' in done.output
    assert "inaugural#note-magnitude retired, deleted" in done.output
    after = shelf.edition("lincoln")
    assert list_block_words(after) == {k: w for k, w in before.items() if k[0] != "inaugural"}
    assert {gone.id for gone in after.retired if gone.text == "inaugural"} >= {"p1", "p2", "p3"}


def test_renaming_a_slug_retires_the_old_address_and_keeps_the_numbers(shelf):
    folder = shelf.put("lincoln")
    before = list_block_words(shelf.edition("lincoln"))
    change(folder / "edition.yml", ("slug: bedell", "slug: grace"))
    for name in ("annotations/sons.md", "annotations/whiskers.md", "timeline.yml"):
        change(folder / name, ("bedell#", "grace#"))
    for name in ("emendations.yml", "sidebars/copies.md"):
        change(folder / name, ("bedell#", "grace#"))

    result = run_ids()

    assert result.exit_code == 0, result.output
    assert 'the text "bedell" retired, renamed to grace' in result.output
    lines, problems = parse_registry(
        (folder / "registry.jsonl").read_text(encoding="utf-8"), path="registry.jsonl"
    )
    assert problems == []
    old = next(line for line in lines if line.kind == "text" and line.id == "bedell")
    assert (str(old.retired), old.successor) == ("2026-11-25", ("grace",))
    after = shelf.edition("lincoln")
    assert list_block_words(after) == {
        ("grace" if slug == "bedell" else slug, name): words
        for (slug, name), words in before.items()
    }
    leads = {gone.id: gone.leads_to for gone in after.retired if gone.text == "bedell"}
    assert leads["p2"] == ("grace#p2",)
    assert leads["note-sons"] == ("grace#note-sons",)


def test_a_text_goes_on_under_the_slug_that_it_was_given_later(shelf):
    folder = shelf.put("lincoln")
    rename_slugs(folder, ("inaugural", "second"))
    assert run_ids().exit_code == 0
    text = folder / "inaugural.md"
    digest = sha256(text.read_bytes()).hexdigest()
    text.write_text(f"{text.read_text('utf-8').rstrip()}\n\n{CHAPTER}", "utf-8")
    change(
        folder / "edition.yml",
        (digest, sha256(text.read_bytes()).hexdigest()),
        ("to: finish the work we are in.", "to: do we pray."),
    )
    assert run_ids().exit_code == 0
    assert run_ids("--check").exit_code == 0
    [gone] = [gone for gone in shelf.edition("lincoln").retired if gone.id == "p1"]
    said = next(
        page.html
        for page in render_slim_pages(shelf.edition("lincoln"))
        if page.path == "inaugural/p1/"
    )
    assert gone.leads_to == ("second#p1",)
    assert "moved to ¶1 in “Second Inaugural Address”" in said


def test_notes_whose_files_changed_places_are_refused_unless_told(shelf):
    folder = shelf.put("lincoln") / "annotations"
    (folder / "sons.md").rename(folder / "x.md")
    (folder / "whiskers.md").rename(folder / "sons.md")
    (folder / "x.md").rename(folder / "whiskers.md")

    result = run_ids()

    assert result.exit_code == 1
    assert "bedell#note-sons has the title of bedell#note-whiskers now" in result.output
    assert "nothing written" in result.output
    assert [problem for problem in shelf.errors("lincoln") if "V321" in problem]
    assert run_ids("--replace").exit_code == 0
    assert shelf.errors("lincoln") == []


def test_a_name_with_another_note_in_another_text_is_refused_unless_told(shelf):
    folder = shelf.put("lincoln") / "annotations"
    war = (folder / "war.md").read_text("utf-8").replace("see: [magnitude, sons]\n", "")
    change(folder / "magnitude.md", ("see: [war]\n", ""))
    change(folder / "sons.md", ("see: [war]\n", ""))
    (folder / "war.md").unlink()
    (folder / "sons.md").write_text(war, "utf-8")

    result = run_ids()

    assert result.exit_code == 1
    assert "bedell#note-sons is in another text now, and its title is" in result.output
    assert run_ids("--replace").exit_code == 0


def test_slugs_that_changed_places_are_refused_unless_told(shelf):
    folder = shelf.put("lincoln")
    rename_slugs(folder, ("bedell", "x"), ("inaugural", "bedell"), ("x", "inaugural"))

    result = run_ids()

    assert result.exit_code == 1
    assert 'the text "bedell" has the title of the text "inaugural" now' in result.output
    assert re.search(
        r"bedell: \d+ of \d+ ids would retire; is this the right text\?", result.output
    )


def test_a_note_of_the_only_text_keeps_its_line_when_a_chapter_comes(shelf):
    folder = shelf.put("gettysburg")
    (folder / "registry.jsonl").unlink()
    shutil.rmtree(folder / "sidebars")
    change(folder / "annotations/created-equal.md", ("[truth](#p1)", "truth"))
    change(folder / "edition.yml", ("  file: article.md", "  slug: text\n  file: article.md"))
    assert run_ids().exit_code == 0
    add_chapter(folder)
    for name in ("created-equal", "four-score", "to-be-reviewed"):
        change(folder / f"annotations/{name}.md", ("target: p", "target: text#p"))
    change(folder / "timeline.yml", ("[p2]", "[text#p2]"))
    done = run_ids()
    assert done.exit_code == 0, done.output
    assert "retired" not in done.output


@pytest.mark.parametrize(
    ("target", "said", "mend"),
    [
        ("p3", '"p3" does not say of which text it is', "bedell#p3, gettysburg#p3, inaugural#p3"),
        ("bedel#p3", 'no text "bedel"', 'write "bedell#p3"'),
        ("bedell#p33", 'no block "bedell#p33"', 'write "bedell#p3"; there are bedell#f1'),
    ],
)
def test_a_target_that_is_nowhere_is_mended_with_its_text(shelf, target, said, mend):
    folder = shelf.put("lincoln")
    change(folder / "annotations/whiskers.md", ("bedell#p3", target))
    (error,) = [e for e in shelf.errors("lincoln") if "V202" in e]
    assert error.startswith("source/lincoln/annotations/whiskers.md:2:9: V202")
    assert said in error
    assert mend in error


def test_a_link_that_is_nowhere_is_mended_with_its_text(shelf):
    folder = shelf.put("lincoln")
    change(folder / "annotations/war.md", ("inaugural#p2", "inaugural#p22"))
    (error,) = shelf.errors("lincoln")
    assert 'a link to nothing: "inaugural#p22"' in error
    assert 'write "inaugural#p2"' in error


def test_editions_beside_one_another_are_as_they_are_alone(shelf, tmp_path_factory):
    for name in ("lincoln", "karenina", "gettysburg"):
        shelf.put(name)
    together = {name: shelf.edition(name) for name in ("lincoln", "karenina", "gettysburg")}
    again = {name: shelf.edition(name) for name in ("gettysburg", "karenina", "lincoln")}
    alone = Shelf(tmp_path_factory.mktemp("alone"))
    for name, edition in together.items():
        alone.put(name)
        assert alone.edition(name, cache=False) == edition == again[name]
    works = {name: together[name].references[0].entry_text for name in ("lincoln", "karenina")}
    assert together["lincoln"].references[0].id == together["karenina"].references[0].id
    assert "Collected Works" in works["lincoln"]
    assert "Анна Каренина" in works["karenina"]


def test_an_error_is_told_of_the_edition_that_has_it(shelf):
    for name in ("lincoln", "karenina"):
        change(shelf.put(name) / "annotations/war.md", ("[@works", "[@wroks"))
    for name in ("lincoln", "karenina"):
        (error,) = shelf.errors(name)
        assert error.startswith(f"source/{name}/annotations/war.md:")
        assert "wroks" in error


def test_a_hundred_texts_are_listed_once_and_read_one_after_the_other(shelf):
    folder = shelf.put("lincoln")
    for name in ("annotations", "sidebars"):
        shutil.rmtree(folder / name)
    for name in ("emendations.yml", "timeline.yml", "glossary.yml", "people.yml", "registry.jsonl"):
        (folder / name).unlink()
    head, _, _ = (folder / "edition.yml").read_text(encoding="utf-8").partition("texts:\n")
    texts = "".join(
        f"  - {{slug: part-{i}, title: Part {i}, file: hope.md, sha256: {sha256(CHAPTER.encode()).hexdigest()},"
        " body: {from: Fondly do we, to: do we pray.}}\n"
        for i in range(1, 101)
    )
    (folder / "hope.md").write_text(CHAPTER, encoding="utf-8")
    (folder / "edition.yml").write_text(f"{head}texts:\n{texts}", encoding="utf-8")
    assert run_ids().exit_code == 0

    links = read_pages(shelf.edition("lincoln"))

    parts = [f"lincoln/part-{i}/" for i in range(1, 101)]
    assert [to for _, _, to in links["lincoln/"] if to in parts] == parts
    read = [parts[0]]
    while following := [to for _, rel, to in links[read[-1]] if rel == "next"]:
        read += following
    assert read == parts
    assert max(len(links[part]) for part in parts) < 20


def test_a_text_that_gets_a_slug_leaves_its_addresses_on_the_page_it_had(shelf):
    folder = shelf.put("gettysburg")
    assert run_ids().exit_code == 0
    before = shelf.edition("gettysburg")
    published = {item.id for item in before.registry if item.kind not in ("sidebar", "text")}
    add_chapter(folder)
    change(folder / "edition.yml", ("- file: article.md", "- slug: address\n  file: article.md"))
    for file in (*folder.glob("annotations/*.md"), *folder.glob("sidebars/*.md")):
        words = re.sub(r"(?m)^target: p", "target: address#p", file.read_text("utf-8"))
        words = words.replace("[p1, p3]", "[address#p1, address#p3]")
        file.write_text(words.replace("(#p", "(address#p"), "utf-8")
    change(folder / "timeline.yml", ("[p2]", "[address#p2]"))

    assert run_ids().exit_code == 0

    after = shelf.edition("gettysburg")
    pages = {page.path: page for page in render_pages(after)}
    assert pages["gettysburg/"].kind == "contents"
    assert published <= pages["gettysburg/"].ids
    tree = html5lib.parse(pages["gettysburg/"].html, namespaceHTMLElements=False)
    [place] = [item for item in tree.iter("li") if item.get("id") == "p2"]
    assert "".join(place.itertext()) == "Paragraph 2 is in another text now."
    [link] = place.iter("a")
    assert link.get("href") == "p2/"
    [moved] = [page.html for page in render_slim_pages(after) if page.path == "p2/"]
    assert 'href="../address/p2/"' in moved


def test_what_went_to_another_text_is_still_found_on_the_page_it_had(shelf):
    folder = shelf.put("lincoln")
    assert run_ids().exit_code == 0
    bedell, gettysburg = folder / "bedell.md", folder / "gettysburg.md"
    digests = [sha256(file.read_bytes()).hexdigest() for file in (bedell, gettysburg)]
    head, moved, rest = re.split(r"(I regret [^\n]+\n\n)", bedell.read_text("utf-8"))
    bedell.write_text(head + rest, "utf-8")
    first, last = gettysburg.read_text("utf-8").rsplit("\n\n", 1)
    gettysburg.write_text(f"{first}\n\n{moved}{last}", "utf-8")
    for file, digest in zip((bedell, gettysburg), digests, strict=True):
        change(folder / "edition.yml", (digest, sha256(file.read_bytes()).hexdigest()))
    change(folder / "annotations/sons.md", ("bedell#p2", "gettysburg#p2a"))

    done = run_ids()

    assert done.exit_code == 0, done.output
    [page] = [
        page for page in render_pages(shelf.edition("lincoln")) if page.path.endswith("bedell/")
    ]
    tree = html5lib.parse(page.html, namespaceHTMLElements=False)
    told = {item.get("id"): "".join(item.itertext()) for item in tree.iter("li") if item.get("id")}
    assert told["p2"] == "Paragraph 2 is in another text now."
    assert told["note-sons"].endswith(" is in another text now.")


def test_a_note_that_was_published_is_no_draft_again(shelf):
    folder = shelf.put("gettysburg")
    assert run_ids().exit_code == 0
    note = folder / "annotations/four-score.md"
    reviewed = "status: reviewed\nreviewed: {by: [The Variorum editors], date: 2026-11-24}"
    change(note, (reviewed, "status: draft"))
    [said] = shelf.errors("gettysburg")
    assert "four-score.md:" in said
    assert "V322 the note was published" in said
    change(note, ("status: draft", reviewed.replace("reviewed\n", "disputed\n")))
    assert shelf.errors("gettysburg") == []
