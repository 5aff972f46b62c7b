"""A card → its picture, in the look of the edition's pages."""

from io import BytesIO

from PIL import Image, ImageDraw

from variorum.render.card import HEIGHT, WIDTH, Card
from variorum.render.faces import CAPITALS, ITALIC, REGULAR, Face

PAPER, INK, QUIET, RULE = "#fbf8f2", "#1d1a16", "#574f44", "#d9d0c1"
ACCENT, EXPLAINS = "#8b2e14", "#6b87a3"
"""As `styles/tokens.css` has them, in the light."""
MARGIN = 92
MEASURE = WIDTH - 2 * MARGIN
SIZES = range(104, 44, -4)
"""Of the title, in pixels: the first at which it fits."""
LEADING = 1.12
HEAD, TOP, ROOM = 92, 122, 236
"""Where the line above the title stands; where the title begins, and its height at most."""
RULE_AT, FOOT, LINE = 538, 586, 54
ELLIPSIS = " …"


def draw_card(card: Card) -> bytes:
    """Return the card as a PNG, 1200 by 630 pixels; words that the site's fonts lack signs for are left out."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(picture)
    _draw_line(canvas, CAPITALS, card.kind.upper(), HEAD, 24, ACCENT)
    _draw_title(canvas, REGULAR.keep_known(card.title) or REGULAR.keep_known(card.site))
    y = RULE_AT - LINE * 0.8
    y -= LINE * _draw_published(canvas, card, y)
    _draw_line(canvas, REGULAR, card.author, y, 40, INK)
    canvas.line((MARGIN, RULE_AT, WIDTH - MARGIN, RULE_AT), fill=RULE, width=2)
    site = _cut(REGULAR, REGULAR.keep_known(card.site), 28, MEASURE * 0.4)
    length = REGULAR.measure(site, 28)
    REGULAR.draw(canvas, site, at=(WIDTH - MARGIN - length, FOOT), size=28, fill=INK)
    _draw_line(canvas, REGULAR, " · ".join(card.counts), FOOT, 28, QUIET, MEASURE - length - 40)
    stream = BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def _draw_title(canvas: ImageDraw.ImageDraw, title: str) -> None:
    size, lines = fit(title, MEASURE, ROOM)
    y = TOP - size * 0.1
    for line in lines:
        y += size * LEADING
        REGULAR.draw(canvas, line, at=(MARGIN - size * 0.02, y), size=size, fill=INK)
    if lines:  # as words are marked that have a note
        end = MARGIN + REGULAR.measure(lines[-1], size)
        canvas.line((MARGIN, y + size * 0.29, end, y + size * 0.29), fill=EXPLAINS, width=4)


def fit(words: str, width: float, height: float) -> tuple[int, list[str]]:
    """Return the size at which words fit and their lines, the last one cut where nothing helps."""
    for size in SIZES:
        lines = break_lines(words, size, width)
        is_narrow = all(REGULAR.measure(line, size) <= width for line in lines)
        if is_narrow and len(lines) * size * LEADING <= height:
            return size, _balance(words, size, width, lines)
    size = SIZES[-1]
    most = int(height / (size * LEADING))
    lines = break_lines(words, size, width)
    kept: list[str] = []
    for line in [*lines[: most - 1], " ".join(lines[most - 1 :])]:
        kept.append(_cut(REGULAR, line, size, width))
        if kept[-1] != line:
            break
    return size, [line for line in kept if line]


def break_lines(words: str, size: int, width: float) -> list[str]:
    """Return words in lines of a width, as few as can be; a word that is longer has a line of its own."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and REGULAR.measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balance(words: str, size: int, width: float, lines: list[str]) -> list[str]:
    """Return the same number of lines with their lengths as even as can be."""
    low, high = 0.0, width
    while high - low > size / 4:
        middle = (low + high) / 2
        tried = break_lines(words, size, middle)
        if len(tried) == len(lines) and all(REGULAR.measure(one, size) <= width for one in tried):
            high, lines = middle, tried
        else:
            low = middle
    return lines


def _cut(face: Face, words: str, size: int, width: float) -> str:
    """Return as much of a line as fits, cut at a word where it can be."""
    if face.measure(words, size) <= width:
        return words
    while words and face.measure(words + ELLIPSIS, size) > width:
        words = words.rpartition(" ")[0] if " " in words else words[:-1]
    return words.rstrip(",;:. ") + ELLIPSIS


def _draw_line(
    canvas: ImageDraw.ImageDraw,
    face: Face,
    words: str,
    y: float,
    size: int,
    fill: str,
    width: float = MEASURE,
) -> None:
    known = _cut(face, face.keep_known(words), size, width)
    face.draw(canvas, known, at=(MARGIN, y), size=size, fill=fill)


def _draw_published(canvas: ImageDraw.ImageDraw, card: Card, y: float) -> bool:
    """Draw where and when the work was published, in one line; say whether there was anything to draw."""
    where = _cut(ITALIC, ITALIC.keep_known(card.container), 32, MEASURE * 0.7)
    x = MARGIN + ITALIC.measure(where, 32)
    when = REGULAR.keep_known(card.issued)
    when = _cut(REGULAR, f", {when}" if where and when else when, 32, WIDTH - MARGIN - x)
    ITALIC.draw(canvas, where, at=(MARGIN, y), size=32, fill=QUIET)
    REGULAR.draw(canvas, when, at=(x, y), size=32, fill=QUIET)
    return bool(where or when)
