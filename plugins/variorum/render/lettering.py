"""Words → the room they take in a drawing, whose labels find their places before any browser has seen them."""

from unicodedata import combining, east_asian_width

_ROOM = 1.04
"""A little more than the letters take: a browser without our fonts has other ones."""
_CAPITALS = 0.6
"""Ems of a small capital, of whatever letter."""
_OTHER = 0.66
"""Ems of a letter whose own width nobody has measured."""
_WIDE = 1.0

_MEASURED = (
    "’21 i30 ,25 .25 '25 :25 ;25 j28 l30 f35 t32 (34 )34 I37 J37 r42 s43 г45 -31 z46 ь50 c49 e51 g52 э48 a51 v52 y51 у51 "
    "k55 o55 x53 –51 с49 т53 з43 p58 b58 d57 я53 а51 е51 х53 q56 о55 h60 n61 u58 к55 ч55 р58 б54 в52 S51 н63 л58 д57 "
    "п63 ц62 ъ62 и64 й64 E60 F58 Z55 L60 P59 Г56 З55 С63 B63 Т60 Y63 C63 T60 U73 V67 A66 К65 R65 X65 Б62 В63 Е60 Р59 "
    "Э61 Ь61 Я64 G68 D71 O71 Q71 У67 Л69 Д69 Х65 О71 А66 Ф72 ф74 ы75 ж76 м74 N74 K67 Н79 П78 H79 w76 ю80 Ч70 Ц77 "
    "Ъ70 И80 Й80 ш86 щ86 m90 M90 М90 Ж92 Ы91 W96 Ш104 Щ104 Ю100 —90"
)
"""Hundredths of an em, of the letters of Variorum Serif Regular; a test compares them with the font."""
_WIDTHS = {
    " ": 0.23, **dict.fromkeys("0123456789", 0.52),
    **{word[0]: int(word[1:]) / 100 for word in _MEASURED.split()},
}  # fmt: skip


def measure_words(words: str, *, size: float) -> float:
    """Return the width of words set in the regular face, in the units of their size."""
    return sum(map(_measure, words)) * size * _ROOM


def measure_capitals(words: str, *, size: float, spacing: float) -> float:
    """Return the width of words in small capitals.

    Args:
        words: The words.
        size: Of the type.
        spacing: What is put between the letters, in parts of the size.
    """
    letters = sum(_measure(sign) if sign == " " else _CAPITALS for sign in words)
    return (letters * _ROOM + spacing * len(words)) * size


def _measure(sign: str) -> float:
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    if combining(sign):
        return 0.0
    return _WIDE if east_asian_width(sign) in "WF" else _OTHER
