"""Histories of an edition's files: whatever an editor does to them, no id names other words, and none comes back."""

import copy
import json
import tempfile
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import EDITS, History, edits

from variorum.build import load, read_blocks
from variorum.cli.ids import settle_questions
from variorum.cli.writing import write_whole
from variorum.read.registry import dump_registry
from variorum.registry.passages import fold_words

HEAD = (
    "format: 1\ntitle: The Chronicle\nauthor: [{literal: Anonymous}]\nissued: 1863\nlanguage: en\n"
    "rights: Public domain.\nlicence: CC BY 4.0\neditors: [The Variorum editors]\ntexts:\n"
)
Owners = dict[tuple[str, str], int]


class Chronicle:
    """An edition's folder under the hands of an editor who knows which paragraph is which."""

    def __init__(self, root: Path, lengths: list[int]) -> None:
        self.root = root
        self.folder = root / "source" / "chronicle"
        self.folder.mkdir(parents=True)
        self.history = History()
        self.texts = {"": [self.history.invent(length) for length in lengths]}
        self.before: list[dict[str, list[tuple[int, list[str]]]]] = []
        self.named = 0
        self.day = date(2026, 11, 24)

    def edit(self, what: str, at: int, amount: int) -> None:
        """Change one thing, or take the last change back."""
        if what == "undo":
            self.texts = self.before.pop() if self.before else self.texts
            return
        self.before.append(copy.deepcopy(self.texts))
        slugs = list(self.texts)
        slug = slugs[at % len(slugs)]
        if what == "add":
            self.texts[self.name()] = [self.history.invent(10 + amount) for _ in range(1 + at % 3)]
        elif what == "remove" and slug:
            del self.texts[slug]
        elif what == "rename" and slug:
            name = self.name()
            self.texts = {name if s == slug else s: words for s, words in self.texts.items()}
        elif what == "reorder":
            self.texts = dict(reversed(self.texts.items()))
        elif what in EDITS:
            self.history.paragraphs = self.texts[slug]
            self.history.edit(what, at, amount)
        if what in ("remove", "rename"):
            self.before = []  # a slug once retired cannot come back, and is refused

    def name(self) -> str:
        self.named += 1
        return f"chapter-{self.named}"

    def write(self) -> None:
        parts = []
        for slug, paragraphs in self.texts.items():
            words = [words for _, words in paragraphs]
            article = (
                "\n\n".join(["# The Chronicle", "Anonymous, 1863", *(" ".join(w) for w in words)])
                + "\n"
            )
            name = f"{slug or 'first'}.md"
            (self.folder / name).write_text(article, encoding="utf-8")
            body = {"from": " ".join(words[0][:6]), "to": " ".join(words[-1][-6:])}
            parts.append(
                {
                    "slug": slug,
                    "title": "The Chronicle",
                    "file": name,
                    "sha256": sha256(article.encode()).hexdigest(),
                    "body": body,
                }
            )
        written = HEAD + "".join(f"- {json.dumps(part)}\n" for part in parts)
        (self.folder / "edition.yml").write_text(written, encoding="utf-8")

    def publish(self, owners: Owners) -> None:
        """Do what `variorum ids` does, answering its questions truly."""
        self.day += timedelta(days=1)
        read = read_blocks(self.folder, root=self.root)
        assert [str(p) for p in read.problems if p.severity == "error"] == []
        origins = {
            fold_words(" ".join(words)): origin
            for paragraphs in self.texts.values()
            for origin, words in paragraphs
        }
        proposal = settle_questions(
            read,
            day=self.day,
            answers={},
            replace=True,
            ask=lambda q: "same" if origins[fold_words(q.new)] == owners[q.text, q.id] else "new",
        )
        assert proposal.refusals == ()
        after = proposal.lines[: len(read.lines)]
        for old, new in zip(read.lines, after, strict=True):
            assert (old.text, old.id, old.published) == (new.text, new.id, new.published)
            assert old.retired is None or old == new
        write_whole(read.registry_path, dump_registry(proposal.lines).encode())


CHANGES = ["add", "remove", "rename", "reorder", "undo", "undo"]
all_edits = edits | st.tuples(st.sampled_from(CHANGES), st.integers(0, 30), st.integers(0, 30))


@settings(max_examples=40)
@given(st.lists(st.integers(8, 30), min_size=1, max_size=6), st.lists(all_edits, max_size=10))
def test_whatever_is_done_to_the_files_no_id_names_other_words_and_none_comes_back(lengths, done):
    owners: Owners = {}
    gone: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory() as name:
        chronicle = Chronicle(Path(name), lengths)
        for edit in [("", 0, 0), *done]:
            chronicle.edit(*edit)
            chronicle.write()
            chronicle.publish(owners)
            loaded = load(chronicle.folder, root=chronicle.root, cache=None)
            assert [str(p) for p in loaded.problems if p.severity == "error"] == []
            edition = loaded.edition
            present = {(t.slug, b.id): b.text for t in edition.texts for b in t.blocks}
            for text in edition.texts:
                body = [block for block in text.blocks if block.part == "body"]
                for block, (origin, words) in zip(body, chronicle.texts[text.slug], strict=True):
                    assert block.text == " ".join(words)
                    assert owners.setdefault((text.slug, block.id), origin) == origin
            assert not gone & present.keys()
            gone |= owners.keys() - present.keys()
            retired = {(item.text, item.id): item for item in edition.retired}
            assert gone <= retired.keys()
            for item in retired.values():
                for successor in item.leads_to:
                    slug, _, block = successor.rpartition("#")
                    key = (slug if "#" in successor else item.text, block)
                    assert key in present or successor in chronicle.texts
