"""Any text and any valid emendations of it: the reading is made of its blocks, and can be taken back."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import copy_texts, emendations

from variorum.emend import DeclaredEmendation, emend, find_edits, yield_places
from variorum.model import STRUCTURE
from variorum.problems import Position
from variorum.reading import BOUNDARY, Emended, Words
from variorum.render.structure import shape


@st.composite
def emended_texts(draw: st.DrawFn) -> tuple[Words, Emended]:
    words = draw(copy_texts())
    edits, problems = find_edits(draw(emendations(words)), [words])
    assert problems == []
    rules = draw(st.sampled_from([(), ("quotes",), ("quotes", "spaces")]))
    language = draw(st.sampled_from(["en", "ru", "fr"]))
    return words, emend(words, edits[0], rules=rules, language=language)


def read(emended: Emended) -> str:
    return BOUNDARY.join(block.text for block in emended.blocks)


def take_back(words: Words, emended: Emended) -> str:
    """Return the words as they were before the changes."""
    back, done = "", 0
    for change in emended.changes:
        back += read(emended)[done : change.reading.start]
        back += words.text[change.printed.start : change.printed.end]
        done = change.reading.end
    return back + read(emended)[done:]


@settings(max_examples=250)
@given(emended_texts())
def test_taking_the_printed_readings_back_gives_the_words_of_the_copy_text(case):
    words, emended = case
    assert take_back(words, emended) == words.text
    for block in emended.blocks:
        assert read(emended)[block.span.start : block.span.end] == block.text
    for one, two in zip(emended.changes, emended.changes[1:], strict=False):
        assert one.printed.end <= two.printed.start
        assert one.reading.end <= two.reading.start


@settings(max_examples=250)
@given(emended_texts())
def test_what_no_emendation_touches_keeps_its_ranges(case):
    words, emended = case

    def styles(block, offset):
        return sorted(
            (r.kind, r.target)
            for r in block.ranges
            if r.start <= offset < r.end and r.kind not in STRUCTURE
        )

    changed = {i for c in emended.changes for i in range(c.reading.start, c.reading.end)}
    for block in emended.blocks:
        for r in block.ranges:
            assert 0 <= r.start <= r.end <= len(block.text)
        for offset in range(len(block.text)):
            if block.start + offset not in changed:
                at = emended.cores.to_printed(block.start + offset)
                index = words.block_at(at)
                assert words.text[at] == block.text[offset]
                assert styles(block, offset) == styles(
                    words.blocks[index], at - words.starts[index]
                )


@settings(max_examples=250)
@given(emended_texts())
def test_what_stands_in_a_block_stays_of_its_kind_whatever_was_done_around_it(case):
    words, emended = case
    for block in emended.blocks:
        index = words.block_at(emended.cores.to_printed(block.start))
        structure = [r for r in block.ranges if r.kind in STRUCTURE]
        printed = [r for r in words.blocks[index].ranges if r.kind in STRUCTURE]
        assert [r.kind for r in structure] == [r.kind for r in printed]
        form = shape(block.kind, block.text, structure, level=block.level)
        assert "div" not in {name for tags in form.tags for name, _ in tags}


@st.composite
def deletions(draw: st.DrawFn) -> tuple[Words, list[DeclaredEmendation], list[int]]:
    """A text, emendations each of which deletes one of its blocks, and the blocks that are to be left."""
    words = draw(copy_texts(most=7))
    left = list(range(len(words.blocks)))
    declared: list[DeclaredEmendation] = []
    for i, block in enumerate(words.blocks):
        is_deleted = len(left) > 1 and draw(st.integers(0, 2)) > 0
        if is_deleted and sum(1 for _ in yield_places(words, block.text)) == 1:
            at = Position("emendations.yml", i + 1, 1)
            source = block.text
            bounded = draw(st.sampled_from([source, f"{source}\n\n", f"\n\n{source}"]))
            source = bounded if sum(1 for _ in yield_places(words, bounded)) == 1 else source
            declared.append(DeclaredEmendation(f"e{i}", source, "", "damage", 1, at))
            left.remove(i)
    return words, draw(st.permutations(declared)), left


@settings(max_examples=250)
@given(deletions())
def test_blocks_deleted_each_by_itself_leave_the_others_as_they_are(case):
    words, declared, left = case
    edits, problems = find_edits(declared, [words])
    assert problems == []
    emended = emend(words, edits[0], rules=(), language="en")
    kept = [words.blocks[i] for i in left]
    assert [(b.kind, b.text, b.ranges) for b in emended.blocks] == [
        (b.kind, b.text, b.ranges) for b in kept
    ]
