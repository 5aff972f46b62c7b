"""Two hundred histories of a text of five hundred paragraphs: whatever was published answers, for what it was published for."""

import random
from datetime import date, timedelta
from hashlib import sha256

import html5lib
import pytest
from strategies import History

from variorum.build import load, read_blocks
from variorum.cli.ids import settle_questions
from variorum.cli.writing import write_whole
from variorum.export import list_files
from variorum.model import Block, Edition, Name, Text
from variorum.read.registry import dump_registry
from variorum.read.sums import dump_sums
from variorum.registry import follow_registry, propose
from variorum.registry.passages import fold_words
from variorum.render.history import Register
from variorum.render.pages import render_pages
from variorum.render.retired import render_retired

BLOCKS, HISTORIES, SHARES = 500, 200, 8
"""The histories are shared among so many tests, to run side by side."""
THROUGH_FILES = 4
"""Of so many the whole edition is read from its files, and every page of it looked at."""
PUBLICATIONS, EDITS = 3, 5
DONE = ("insert", "delete", "split", "merge", "swap", "reword", "rewrite", "correct")
FIRST = date(2026, 11, 24)
HEAD = (
    "format: 1\ntitle: The Chronicle\nauthor: [{literal: Anonymous}]\nissued: 1863\nlanguage: en\n"
    "editors: [The editors]\ntext:\n  file: article.md\n"
)


class Chronicle:
    """The text under the hands of an editor who knows which paragraph is which, and what was published of it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.history = History()
        self.history.paragraphs = [
            self.history.invent(self.chance.randrange(8, 31)) for _ in range(BLOCKS)
        ]
        self.lines = ()
        self.owners: dict[str, int] = {}
        self.words: dict[str, str] = {}
        """The last wording published under each id."""
        self.ids: list[str] = []
        self.day = FIRST

    def edit(self) -> None:
        """Do several things at once, far from each other: what becomes of one paragraph is one thing."""
        for zone in range(EDITS, 0, -1):
            what = self.chance.choice(DONE)
            place = zone * 80 + self.chance.randrange(60)
            self.history.edit(what, place, self.chance.randrange(31))

    def publish(self) -> None:
        """Do what `variorum ids` does, answering its questions truly."""
        self.day += timedelta(days=1)
        blocks = self.make_blocks([""] * len(self.history.paragraphs))
        answers: dict[str, str] = {}
        while True:
            proposal = propose([("", blocks)], [], self.lines, day=self.day, answers=answers)
            if not proposal.unsure:
                break
            answers |= {q.id: self.answer(q.id, q.new) for q in proposal.unsure}
        assert proposal.refusals == ()
        self.keep(proposal.lines, [proposal.ids["", i] for i in range(len(blocks))])

    def answer(self, name: str, words: str) -> str:
        origins = {
            fold_words(text): origin
            for (origin, _), text in zip(self.history.paragraphs, self.history.texts, strict=True)
        }
        return "same" if origins[fold_words(words)] == self.owners[name] else "new"

    def keep(self, lines, ids: list[str]) -> None:
        """Keep what is published; no id may have changed its owner, and none may have come back."""
        retired = {line.id for line in self.lines if line.retired}
        self.lines, self.ids = lines, ids
        assert not retired & set(ids)
        for name, (origin, _), text in zip(
            ids, self.history.paragraphs, self.history.texts, strict=True
        ):
            assert self.owners.setdefault(name, origin) == origin
            self.words[name] = text

    def make_blocks(self, ids: list[str]) -> tuple[Block, ...]:
        return tuple(
            Block(name, "paragraph", text, (), 0, 1)
            for name, text in zip(ids, self.history.texts, strict=True)
        )

    def make_edition(self) -> Edition:
        text = Text("", "The Chronicle", "article.md", "", self.make_blocks(self.ids), ())
        return Edition(
            "chronicle", "The Chronicle", (Name(literal="Anonymous"),), "", "1863", "en", "", "", "", "",
            ("The editors",), "chicago", (text,), registry=follow_registry(self.lines),
        )  # fmt: skip

    def check_notices(self, pages: dict[str, str]) -> None:
        """Every retired id has a page that says so, shows its last words and leads to what is there."""
        retired = {line.id: line for line in self.lines if line.retired}
        assert self.owners.keys() == retired.keys() | set(self.ids)
        for name in retired:
            tree = html5lib.parse(pages[f"{name}/"], namespaceHTMLElements=False)
            (last,) = [e for e in tree.iter("blockquote") if e.get("class") == "vr-last-words"]
            assert "".join(last.itertext()) == self.words[name]
            links = [e.get("href") for e in tree.iter("a") if e.get("href", "").startswith("../p")]
            assert links
            assert {link.removeprefix("../").rstrip("/") for link in links} <= set(self.ids)
            assert "is retired" in pages[f"{name}/"]


def find_text(page: str) -> str:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (text,) = [e for e in tree.iter() if e.get("class") == "vr-text"]
    return "".join(text.itertext())


@pytest.mark.parametrize("share", range(SHARES))
def test_every_id_ever_published_answers_with_its_own_words_or_its_retirement(share):
    for seed in range(share, HISTORIES, SHARES):
        chronicle = Chronicle(seed)
        chronicle.publish()
        for _ in range(PUBLICATIONS):
            chronicle.edit()
            chronicle.publish()
        edition = chronicle.make_edition()
        pages = {page.path: page.html for page in render_retired(edition, Register(edition))}
        chronicle.check_notices(pages)
        assert not pages.keys() & {f"{name}/" for name in chronicle.ids}


@pytest.mark.parametrize("seed", range(THROUGH_FILES))
def test_every_address_ever_published_answers_on_the_site(seed, tmp_path):
    chronicle = Chronicle(1_000 + seed)
    folder = tmp_path / "source" / "chronicle"
    folder.mkdir(parents=True)
    for number in range(PUBLICATIONS):
        if number:
            chronicle.edit()
        chronicle.day += timedelta(days=1)
        article = ("\n\n".join(chronicle.history.texts) + "\n").encode()
        body = [
            " ".join(chronicle.history.texts[at].split()[s])
            for at, s in ((0, slice(6)), (-1, slice(-6, None)))
        ]
        (folder / "article.md").write_bytes(article)
        (folder / "edition.yml").write_text(
            f'{HEAD}  sha256: {sha256(article).hexdigest()}\n  body: {{from: "{body[0]}", to: "{body[1]}"}}\n',
            "utf-8",
        )
        read = read_blocks(folder, root=tmp_path)
        assert [str(p) for p in read.problems if p.severity == "error"] == []
        proposal = settle_questions(
            read,
            day=chronicle.day,
            answers={},
            replace=True,
            ask=lambda q: chronicle.answer(q.id, q.new),
        )
        chronicle.keep(proposal.lines, [proposal.ids["", i] for i in range(len(read.texts[0][1]))])
        write_whole(folder / "registry.jsonl", dump_registry(proposal.lines).encode())
        write_whole(folder / "registry.sum", dump_sums(proposal.lines).encode())
    loaded = load(folder, root=tmp_path, cache=None)
    assert [str(p) for p in loaded.problems if p.severity == "error"] == []
    files = {
        name.removesuffix("index.html"): content.decode()
        for name, content in list_files(loaded.edition)
    }
    chronicle.check_notices(files)
    for name in chronicle.ids:
        assert find_text(files[f"{name}/"]) == chronicle.words[name]
    parted = [
        (line.id, line.reason[11:])
        for line in chronicle.lines
        if (line.reason or "").startswith("split from ")
    ]
    for part, whole in parted:
        assert f'href="../{part}/">Paragraph' in files[f"{whole}/"]
        assert "was parted from it" in files[f"{whole}/"] or whole not in chronicle.ids
    assert parted or seed
    (reading,) = [page for page in render_pages(loaded.edition) if page.kind == "text"]
    # a fragment of the reading page answers too, in front of what took the place
    assert reading.ids >= chronicle.owners.keys()
