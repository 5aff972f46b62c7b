"""Two npm packages → the map's data: `python tools/atlas.py WORLD-ATLAS ISO-COUNTRIES`, the folders they unpack to."""

import json
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "plugins" / "variorum" / "earth" / "data"
COUNTRIES = "countries-50m.json"


def main(atlas: Path, codes: Path) -> None:
    """Copy the outlines as they are, and list the codes of the countries that have one."""
    outlines = (atlas / COUNTRIES).read_bytes()
    drawn = {item.get("id") for item in json.loads(outlines)["objects"]["countries"]["geometries"]}
    rows = json.loads((codes / "codes.json").read_bytes())
    pairs = sorted((letters, number) for _, letters, number, _ in rows if number in drawn)
    OUT.mkdir(exist_ok=True)
    (OUT / COUNTRIES).write_bytes(outlines)
    lines = "".join(f"{letters} {number}\n" for letters, number in pairs)
    (OUT / "iso-3166.txt").write_text(lines, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
