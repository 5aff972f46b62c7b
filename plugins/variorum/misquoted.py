"""A quote that does not stand once where its note says → the problem, with the words to copy."""

from collections.abc import Sequence

from variorum.anchor import AmbiguousQuoteError, find_all, find_passage, is_boundary
from variorum.fold import fold
from variorum.model import Block, Span, Target, Text
from variorum.problems import Problem
from variorum.read.folder import Entry
from variorum.read.scalars import rewrite_scalar
from variorum.read.schema import AnnotationFile

REACHES = (20, 40, 80, 160, 320, 500)
"""Code points of prefix and suffix, tried in turn until they tell a passage from others; 500 is the most a note may have."""


def describe_ambiguity(
    entry: Entry[AnnotationFile], block: Block, spans: Sequence[Span]
) -> Problem:
    """Return the problem of a quote that stands in its block several times, with what tells the places apart."""
    ways = []
    for span in spans[:5]:
        told = tell_apart(entry.fields.quote, block.text, span)
        before, after = told or surround(block.text, span, reach=REACHES[-1])
        ways.append(
            _write("prefix", before) + "\n" + _write("suffix", after)
            if before
            else _write("suffix", after)
        )
    text = f'the quote stands {len(spans)} times in {entry.fields.target}: "{entry.fields.quote}"'
    return Problem(
        "V205", entry.at("quote"), text, mend="tell them apart by one of\n" + "\n".join(ways)
    )


def describe_delay(
    entry: Entry[AnnotationFile], text: str, span: Span, corrections: Sequence[str]
) -> Problem:
    """Return the advice to quote a block's words as they read where a note has those before a correction."""
    fields = entry.fields
    words = text[span.start : span.end]
    stale = {} if fold(words) == fold(fields.quote) else {"quote": words}
    for name, near in zip(("prefix", "suffix"), surround(text, span), strict=True):
        if span not in find_all(words, text, **{name: getattr(fields, name)}):
            stale[name] = near
    name = next(iter(stale))
    names = ", ".join(f'"{correction}"' for correction in corrections)
    return Problem(
        "V223",
        entry.at(name),
        f"the {name} reads as it did before it was corrected, by {names}",
        mend="\n".join(
            _write(field, words) if words else f"delete `{field}`" for field, words in stale.items()
        ),
        repair=rewrite_scalar(entry.data, (*entry.steps, name), stale[name]),
        severity="advice",
    )


def describe_loss(
    entry: Entry[AnnotationFile], target: Target, texts: Sequence[Text], *, seek: bool
) -> Problem:
    """Return the problem of a quote that does not stand in its block, or not beside its prefix and suffix.

    Args:
        entry: Of the note.
        target: The block.
        texts: Of the edition.
        seek: Look for the passage that is most like the quote, and for what mends it.
    """
    fields = entry.fields
    shown = fields.quote if len(fields.quote) <= 80 else f"{fields.quote[:80]}…"
    text = next(text for text in texts if text.slug == target.text)
    own = next(block for block in text.blocks if block.id == target.block)
    if fields.prefix or fields.suffix:
        is_only = True
        try:
            unaided = find_passage(fields.quote, own.text)
        except AmbiguousQuoteError as error:
            unaided, is_only = error.spans[0], False
        if unaided:
            said = f'prefix or suffix does not touch the quote in {fields.target}: "{shown}"'
            sides = dict(zip(("prefix", "suffix"), surround(own.text, unaided), strict=True))
            ways = [
                _write(name, words) if words else f"delete `{name}`"
                for name, words in sides.items()
                if words or getattr(fields, name)
            ]
            touches = not fields.prefix or find_all(fields.quote, own.text, prefix=fields.prefix)
            name = "suffix" if touches else "prefix"
            repair = rewrite_scalar(entry.data, (name,), sides[name]) if is_only else None
            return Problem("V206", entry.at(name), said, mend="\n".join(ways), repair=repair)
    from variorum.nearest import find_nearest_passage  # takes a while, and most quotes are found
    from variorum.recovery import recover_quote

    said = f'quote not found in {fields.target}: "{shown}"'
    blocks = [own, *(block for block in text.blocks if block is not own)]
    if not seek:
        mend = "copy the passage from the page; mend the others first to be shown the nearest"
        return Problem("V204", entry.at("quote"), said, mend=mend)
    near = find_nearest_passage(fields.quote, (block.text for block in blocks))
    repair = recover_quote(entry, target, texts)
    if near is None:
        mend = "copy the passage from the page"
        return Problem("V204", entry.at("quote"), said, mend=mend, repair=repair)
    index, span, score = near
    block = blocks[index]
    passage = block.text[span.start : span.end]
    name = f"{target.text}#{block.id}" if target.text else block.id
    mend = _write("quote", passage)
    if block is not own:
        mend = f"target: {name}\n{mend}"
    nearest = f'"{passage}" ({name}, {int(score)} %)'
    return Problem("V204", entry.at("quote"), said, mend=mend, nearest=nearest, repair=repair)


def surround(text: str, span: Span, *, reach: int = REACHES[0]) -> tuple[str, str]:
    """Return some whole words before and after a passage, or at least whole graphemes.

    Args:
        text: Of the block.
        span: Of the passage.
        reach: Code points on either side, before they are cut to whole words.
    """
    start, end = max(span.start - reach, 0), min(span.end + reach, len(text))
    while not is_boundary(text, start):
        start += 1
    while not is_boundary(text, end):
        end -= 1
    before, after = text[start : span.start], text[span.end : end]
    if start > 0:
        before = before.partition(" ")[2] or before
    if end < len(text):
        after = after.rpartition(" ")[0] or after
    return before.strip(), after.strip()


def tell_apart(quote: str, text: str, span: Span) -> tuple[str, str] | None:
    """Find the prefix and suffix that tell a passage from others in its block with the same words.

    Args:
        quote: The words.
        text: Of the block.
        span: Of the passage.

    Returns:
        None where no words that a note may have do.
    """
    for reach in REACHES:
        prefix, suffix = surround(text, span, reach=reach)
        if find_all(quote, text, prefix=prefix, suffix=suffix) == (span,):
            return prefix, suffix
    return None


def _write(name: str, words: str) -> str:
    """Return a field as our tools write it: a literal block, which no sign in the words can cut short."""
    return f"{name}: |-\n" + "\n".join(f"  {line}" for line in words.split("\n"))
