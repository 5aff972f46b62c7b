"""The lines that Project Gutenberg puts before a book in plain text → what they say of it."""

import re

from variorum.begin.claims import Claims, Field

MARK = re.compile(r"\*\*\*\s*(START|END) OF (?:THE|THIS) PROJECT GUTENBERG E", re.IGNORECASE)
"""Between which two lines its files have the book; around it are its own title and licence."""
MOST = 20_000
"""Code points before the book that are read."""

_LINE = re.compile(r"(Title|Author|Language):[ \t]*(\S.*(?:\n[ \t]+\S.*)*)", re.IGNORECASE)
"""With the lines that are set in below it, which go on with it."""
_FIELDS: dict[str, Field] = {"title": "title", "author": "author", "language": "language"}
_LANGUAGES = {
    "afrikaans": "af", "arabic": "ar", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo", "estonian": "et", "finnish": "fi",
    "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu", "icelandic": "is",
    "irish": "ga", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la", "norwegian": "no",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovenian": "sl",
    "spanish": "es", "swedish": "sv", "tagalog": "tl", "telugu": "te", "ukrainian": "uk", "welsh": "cy",
}  # fmt: skip


def read_header(source: str) -> Claims:
    """Return what the lines before the book say; nothing of any other text, and no day, which would be the file's own."""
    claims = Claims()
    begun = MARK.search(source, 0, MOST)
    if begun is None or begun[1].upper() != "START":
        return claims
    for line in re.split(r"\n(?=\S)", source[: begun.start()].replace("\r\n", "\n")):
        if found := _LINE.match(line):
            key, values = found[1].lower(), [each.strip() for each in found[2].split("\n")]
            origin = f"Project Gutenberg's line {key.capitalize()}"
            if key == "title":
                values = [" ".join(values)]
            elif key == "language":
                values = [_LANGUAGES.get(values[0].lower(), "")]
            for value in values:
                claims.add(_FIELDS[key], value, origin)
    return claims
