"""The files that pages share: the modules and styles as one, without what only their readers need."""

import json
import re
from collections import Counter

import pytest

from variorum.render.assets import (
    CITING,
    EARLY,
    EDITIONS,
    FINDER,
    FOLDER,
    SCHEMA,
    SCRIPT,
    SEARCH,
    STYLE,
    TOOLS,
    join_scripts,
    join_styles,
    list_assets,
    list_schemas,
    say_search,
    write_words,
)

TOP_NAME = re.compile(r"(?m)^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)")
ENTRIES = {"main", "early", "citepage", "tools", "finder", "searching", "marking"}
IMPORT = re.compile(r'import \{[^}]*\} from "\./(\w+)\.js";\n')


@pytest.fixture(scope="module")
def modules(root):
    folder = root / "plugins/variorum/scripts"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}


def test_no_two_modules_give_one_name_to_two_things(modules):
    named = Counter(name for source in modules.values() for name in TOP_NAME.findall(source))
    assert [name for name, times in named.items() if times > 1] == []


def test_modules_import_only_what_they_name_and_each_is_needed(modules):
    needed = set()
    for source in modules.values():
        imports = IMPORT.findall(source)
        assert source.count("\nimport ") + source.startswith("import ") == len(imports)
        assert 'import("' not in re.sub(r"(?s)/\*\*.*?\*/", "", source)
        needed.update(imports)
    assert needed == modules.keys() - ENTRIES


def test_no_text_of_a_script_runs_over_the_end_of_a_line(modules):
    # the indentation that is left out would be part of it
    for name, source in modules.items():
        code = re.sub(r"(?s)/\*\*.*?\*/|//[^\n]*", "", source)
        odd = [line for line in code.split("\n") if line.count("`") % 2]
        assert odd == [], name


def test_the_script_has_every_module_and_neither_comments_nor_imports(modules):
    script = "".join(map(join_scripts, sorted(ENTRIES - {"early"})))
    for source in modules.values():
        assert all(re.search(rf"[ *,]{name}\b", script) for name in TOP_NAME.findall(source))
    assert not re.search(r"(?m)^(?:import|export) |/\*\*|^\s*//", script)


def test_what_scripts_say_between_quotation_marks_is_left_as_it_is(modules):
    script = "".join(map(join_scripts, sorted(ENTRIES - {"early"})))
    text = re.compile(r""" "[^"\n]*" | '[^'\n]*' | `[^`\n]*` """, re.VERBOSE)
    for name, source in modules.items() - {("early", modules["early"])}:
        code = re.sub(r"(?s)/\*\*.*?\*/|(?m:^\s*//[^\n]*|; // .*$)|^import .*$", "", source)
        for line in code.split("\n"):
            if "/" not in line and not line.startswith(("import", "} from")):
                assert all(words in script for words in text.findall(line)), name


def test_a_name_is_there_before_the_module_that_uses_it_at_once():
    script = join_scripts()
    assert script.index("const html=") < script.index("html.style")
    assert script.rstrip().endswith("start();")


def test_the_style_is_whole_and_its_fonts_are_beside_it(root):
    style = join_styles()
    assert style.count("{") == style.count("}")
    fonts = root / "plugins/variorum/theme" / STYLE.rpartition("/")[0]
    assert all((fonts / name).is_file() for name in re.findall(r'url\("([^"]+)"\)', style))


def test_the_words_of_the_scripts_come_in_the_languages_of_the_editions():
    assert [path for path, _ in list_assets([])] == [
        STYLE,
        SCRIPT,
        EARLY,
        CITING,
        TOOLS,
        FINDER,
        *(
            f"{SEARCH}{name}"
            for name in ("searching.js", "marking.js", "search.css", "words/en.json")
        ),
        *(f"{FOLDER}{name}" for name in list_schemas()),
        EDITIONS,
    ]


def test_a_site_has_the_schemas_of_what_it_publishes_and_of_an_editions_files():
    published = dict(list_assets([]))
    assert {SCHEMA, f"{FOLDER}timeline.yml.schema.json"} < published.keys()
    schemas = {path: text for path, text in published.items() if path.endswith(".schema.json")}
    # each says its own name, from wherever it is read
    assert {
        path.removeprefix(FOLDER): json.loads(text)["$id"] for path, text in schemas.items()
    } == {name: name for name in list_schemas()}


def test_the_scripts_ask_for_no_word_that_the_catalogue_lacks(modules):
    asked = re.compile(r'words\["([\w-]+)"\]|page\.say\("([\w-]+)"')
    found = {a or b for source in modules.values() for a, b in asked.findall(source)}
    assert found
    assert found <= json.loads(write_words("en")).keys() | say_search("en").keys()


@pytest.mark.parametrize(("language", "spoken"), [("ru", "ru"), ("en-GB", "en"), ("eo", "en")])
def test_the_search_speaks_the_site_s_language_or_english(language, spoken):
    published = dict(list_assets([], language=language))
    said = json.loads(published[f"{SEARCH}words/{spoken}.json"])
    assert said["language"] == spoken
    assert {"hint", "kind.note"} < said.keys()
    assert any(key.startswith("count.result.") for key in said)
