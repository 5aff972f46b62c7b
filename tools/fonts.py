"""Source Serif's OTF files → the site's fonts: `python tools/fonts.py FOLDER/OTF OUT` (needs fonttools and brotli)."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Variorum Serif"
"""Source Serif's licence reserves the name "Source" to unchanged files."""

LATIN = (
    "0020-007E,00A0-017F,0192,0218-021B,02BC,02C6-02DD,0300-0304,0306-030C,0327,0328,1E9E,2010-2015,2018-201E,"
    "2020-2022,2026,2030,2032,2033,2039,203A,2044,2070,2074-2079,2080-2089,20AC,2116,2122,2190-2193,2212,2260,2264,"
    "2265,25AA,FB01,FB02"
)
CYRILLIC = "0400-045F,0490,0491"
RICH = "kern liga calt ccmp locl mark mkmk onum lnum pnum tnum smcp c2sc sups subs case".split()
PLAIN = ["kern", "ccmp", "locl"]

FONTS = (
    ("SourceSerif4-Regular.otf", "regular.woff2", "Regular", LATIN, RICH),
    ("SourceSerif4-It.otf", "italic.woff2", "Italic", LATIN, RICH),
    (
        "SourceSerif4-Semibold.otf",
        "semibold.woff2",
        "Semibold",
        LATIN,
        ["kern", "liga", "ccmp", "locl", "onum", "lnum"],
    ),
    ("SourceSerif4-Regular.otf", "cyrillic-regular.woff2", "Regular", CYRILLIC, PLAIN),
    ("SourceSerif4-It.otf", "cyrillic-italic.woff2", "Italic", CYRILLIC, PLAIN),
)


def make_font(source: Path, out: Path, *, style: str, unicodes: str, features: list[str]) -> int:
    """Write one subset under the new name and return its size in bytes."""
    options = subset.Options(
        layout_features=features,
        flavor="woff2",
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
    )
    font = TTFont(source)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicodes))
    subsetter.subset(font)
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {
        1: FAMILY,
        2: style,
        3: postscript,
        4: f"{FAMILY} {style}",
        6: postscript,
        16: FAMILY,
        17: style,
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID not in (0, 13, 14):
            font["name"].removeNames(nameID=record.nameID)
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    cff.topDictIndex[0].FullName = names[4]
    cff.topDictIndex[0].FamilyName = FAMILY
    font["head"].modified = font["head"].created  # the same bytes whenever it is made
    font.recalcTimestamp = False
    font.flavor = "woff2"
    font.save(out)
    return out.stat().st_size


def main() -> None:
    """Make all of them and print their sizes."""
    source, out = map(Path, sys.argv[1:3])
    for name, target, style, unicodes, features in FONTS:
        size = make_font(
            source / name, out / target, style=style, unicodes=unicodes, features=features
        )
        print(f"{size:7,} {target}")


if __name__ == "__main__":
    main()
