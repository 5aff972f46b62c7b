"""Any words of any script: folding keeps the way back, and a passage is found where it stands, however it is typed."""

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import find_edges, passages, retyped, texts

from variorum.anchor import find_all, find_passage, is_boundary
from variorum.fold import fold, fold_with_map
from variorum.model import Span
from variorum.nearest import find_nearest_passage


def divides_hyphens(text: str, at: int) -> bool:
    return text[at - 1 : at + 1] == "--"


@settings(max_examples=300)
@given(texts(min_size=0))
def test_every_code_point_of_a_folded_text_comes_from_a_stretch_of_the_original(text):
    folded = fold_with_map(text)
    spans = [folded.to_original(i, i + 1) for i in range(len(folded.text))]
    for one, two in pairwise(spans):
        assert one == two or one.end <= two.start
    for i, span in enumerate(spans):
        assert 0 <= span.start < span.end <= len(text)
        assert folded.text[i] in fold(text[span.start : span.end]) or folded.text[i] == " "
    # whatever no stretch stands for is white or invisible
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert fold("".join(sign for i, sign in enumerate(text) if i not in covered)) == ""


@settings(max_examples=300)
@given(texts(), st.data())
def test_a_folded_stretch_leads_back_to_words_that_fold_to_it(text, data):
    folded = fold_with_map(text)
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    assume(not folded.divides(start) and not folded.divides(end))
    span = folded.to_original(start, end)
    assert fold(text[span.start : span.end]) == folded.text[start:end].strip(" ")


@settings(max_examples=300)
@given(texts(), st.data())
def test_a_passage_with_its_surroundings_anchors_to_itself_however_it_is_typed(text, data):
    here = data.draw(passages(text))
    assume(not divides_hyphens(text, here.start) and not divides_hyphens(text, here.end))
    exact = text[here.start : here.end]
    # what cannot be seen at its ends is left out, but for what is of the same grapheme
    start, end = here.start, here.end
    starts = [i for i in range(start, end) if is_boundary(text, i) or text[i - 1].isspace()]
    start = max(i for i in starts if fold(text[start:i]) == "")
    ends = [i for i in range(end, start, -1) if is_boundary(text, i) or text[i].isspace()]
    end = min(i for i in ends if fold(text[i:end]) == "")
    prefix, suffix = text[: here.start], text[here.end :]
    expected = Span(start, end) if fold(exact) else None
    assert find_passage(exact, text, prefix=prefix, suffix=suffix) == expected
    typed = data.draw(retyped(exact))
    assert fold(typed) == fold(exact)
    before, after = data.draw(retyped(prefix)), data.draw(retyped(suffix))
    assert find_passage(typed, text, prefix=before, suffix=after) == expected
    assert (expected in find_all(typed, text)) == (expected is not None)


@settings(max_examples=300)
@given(texts(min_size=0))
def test_boundaries_are_those_of_the_whole_text(text):
    edges = set(find_edges(text))
    assert {i for i in range(len(text) + 1) if is_boundary(text, i)} == edges


@settings(max_examples=200)
@given(texts(min_size=4), st.data())
def test_the_nearest_passage_can_be_taken_for_the_quote(text, data):
    here = data.draw(passages(text))
    lost = data.draw(st.integers(here.start, here.end - 1))
    quote = text[here.start : lost] + text[lost + 1 : here.end]
    nearest = find_nearest_passage(quote, [text])
    if nearest:
        words = text[nearest[1].start : nearest[1].end]
        assert find_all(words, text)
