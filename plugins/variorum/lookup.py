"""Words that somebody remembers → the passages of an edition's texts that have them; used by who writes notes and corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.anchor import find_all
from variorum.emend import yield_places
from variorum.misquoted import surround, tell_apart
from variorum.model import Block, Span, Text
from variorum.reading import Words

SHOWN = 40
"""Code points of the words around a passage that are shown with it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text that somebody is looking for."""

    text: str
    """The text's slug."""
    block: Block
    span: Span
    """In the block's words."""

    @property
    def quote(self) -> str:
        """The words as the edition reads them."""
        return self.block.text[self.span.start : self.span.end]

    @property
    def target(self) -> str:
        """The block as a note names it."""
        return f"{self.text}#{self.block.id}" if self.text else self.block.id

    @property
    def place(self) -> str:
        """The block as readers know it: `¶5`; `heading h1` of what is no paragraph, or `paragraph f2` of one outside the body."""
        block = self.block
        is_numbered = block.kind == "paragraph" and block.id.startswith("p")
        known = f"¶{block.id[1:]}" if is_numbered else f"{block.kind} {block.id}"
        return f"{known} of {self.text}" if self.text else known

    def show(self) -> str:
        """Return the passage in brackets, with the words around it."""
        return show_span(self.block.text, self.span)


@dataclass(frozen=True, slots=True)
class PrintedPassage:
    """Words of a copy-text that somebody is looking for; they may run over the end of a block."""

    words: Words
    span: Span
    """In `words.text`."""

    @property
    def source(self) -> str:
        """The words as they are printed, to the sign."""
        return self.words.text[self.span.start : self.span.end]

    def show(self) -> str:
        """Return the passage in brackets, with the words around it."""
        return show_span(self.words.text, self.span)


def show_span(text: str, span: Span) -> str:
    """Return a stretch of a text in brackets, with the words around it."""
    before, after = surround(text, span, reach=SHOWN)
    gaps = [" " if end.isspace() else "" for end in (text[: span.start][-1:], text[span.end :][:1])]
    shown = f"{before}{gaps[0]}[{text[span.start : span.end]}]{gaps[1]}{after}"
    start = "… " if span.start > len(before) + 1 else ""
    end = " …" if len(text) - span.end > len(after) + 1 else ""
    return start + shown.replace("\n\n", " ⏎⏎ ").replace("\n", " ⏎ ") + end


def find_passages(words: str, texts: Sequence[Text]) -> tuple[Passage, ...]:
    """Find some words wherever the texts have them, compared as quotes are, in the order of reading."""
    return tuple(
        Passage(text.slug, block, span)
        for text in texts
        for block in text.blocks
        for span in find_all(words, block.text)
    )


def find_likest(words: str, texts: Sequence[Text]) -> tuple[Passage, float] | None:
    """Find the passage most like some words, and how like them it is in per cent."""
    from variorum.nearest import find_nearest_passage  # takes a while, and most are found

    blocks = [(text.slug, block) for text in texts for block in text.blocks]
    found = find_nearest_passage(words, (block.text for _, block in blocks))
    if found is None:
        return None
    index, span, score = found
    return Passage(*blocks[index], span), score


def find_context(passage: Passage) -> tuple[str, str] | None:
    """Find the prefix and suffix that tell a passage from others in its block with the same words.

    Returns:
        Both empty where there are no others; None where no words that a note may have do.
    """
    words = passage.block.text
    if len(find_all(passage.quote, words)) == 1:
        return "", ""
    return tell_apart(passage.quote, words, passage.span)


def find_printed(words: str, printed: Sequence[Words]) -> tuple[PrintedPassage, ...]:
    """Find some words in the copy-texts: just as they are typed, or else compared as quotes are.

    Where a block ends the copy-text has an empty line, which is a space to those who compare: words copied from a page that
    has joined two paragraphs are found too.
    """
    exact = [PrintedPassage(text, span) for text in printed for span in yield_places(text, words)]
    if exact:
        return tuple(exact)
    return tuple(
        PrintedPassage(text, span) for text in printed for span in find_all(words, text.text)
    )
