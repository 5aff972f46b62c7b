"""What a reader sees beside the words of the edition comes from one catalogue, in each language whole."""

import re
import shutil
import tomllib
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.numbers import format_decimal
from lxml import html

from variorum import load, render_pages, search_entries
from variorum import wording as module
from variorum.wording import Wording, find_wording
from variorum.wording import catalogue as home

CATALOGUES = Path(module.__file__).parent
LANGUAGES = sorted(file.stem for file in CATALOGUES.glob("*.toml"))
SPOKEN = ("aria-label", "title", "alt", "data-sign", "content", "placeholder")
WORD = re.compile(r"[^\W\d_]{2,}")
KEY = re.compile(r'(?:^[\s-]*|[{,]\s*)"?[\w-]+"?:(?=\s)', re.M)  # kind: of YAML, "type": of JSON


def read_catalogue(language: str) -> dict[str, object]:
    return tomllib.loads((CATALOGUES / f"{language}.toml").read_text(encoding="utf-8"))


def list_values(group, before=""):
    for key, value in group.items():
        if isinstance(value, dict):
            yield from list_values(value, f"{before}{key}.")
        elif isinstance(value, str):
            yield f"{before}{key}", value


def list_placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def without_form(key: str) -> str:
    return key.rpartition(".")[0] if key.startswith("count.") else key


def test_there_is_a_second_language():
    assert {"en", "ru"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_says_the_same_things_with_the_same_values(language):
    english, other = (dict(list_values(read_catalogue(name))) for name in ("en", language))
    assert {without_form(key) for key in other} == {without_form(key) for key in english}
    wanted = {without_form(key): list_placeholders(words) for key, words in english.items()}
    for key, words in other.items():
        if key != "plural":
            assert list_placeholders(words) == wanted[without_form(key)], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_noun_has_all_forms_of_its_language(language):
    catalogue = read_catalogue(language)
    for noun, forms in catalogue["count"].items():
        assert list(forms) == catalogue["plural-forms"], noun
    wording = find_wording(language)
    for number in (0, 1, 2, 5, 11, 21, 22, 25, 101, 1_234):
        assert wording.count(number, "note")
    assert len(catalogue["months"]) == len(catalogue["months-alone"]) == 12


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 примечание"),
        (3, "3 примечания"),
        (11, "11 примечаний"),
        (21, "21 примечание"),
        (1_000, "1 000 примечаний"),
    ],
)
def test_russian_counts_as_russian_does(number, said):
    assert find_wording("ru").count(number, "note").replace("\u00a0", " ") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_and_months_are_those_of_unicode_cldr(language):
    wording, locale = find_wording(language), Locale.parse(language)
    catalogue = read_catalogue(language)
    for number in range(1_200):
        form = catalogue["count"]["note"][locale.plural_form(number)]
        assert wording.count(number, "note") == form.format(n=format_decimal(number, locale=locale))
    for key, context in (("months", "format"), ("months-alone", "stand-alone")):
        assert catalogue[key] == [locale.months[context]["wide"][month] for month in range(1, 13)]


@pytest.mark.parametrize(
    ("day", "english", "russian"),
    [
        (date(2026, 11, 24), "24 November 2026", "24 ноября 2026\u00a0г."),
        ("2011-07-18", "18 July 2011", "18 июля 2011\u00a0г."),
        ("2011-07", "July 2011", "июль 2011\u00a0г."),
        ("1863", "1863", "1863"),
    ],
)
def test_dates_say_what_is_known_in_the_words_of_the_language(day, english, russian):
    assert find_wording("en").spell_date(day) == english
    assert find_wording("ru").spell_date(day) == russian


def test_a_language_without_a_catalogue_takes_the_english_one():
    assert find_wording("de-CH").language == "en"
    assert find_wording("ru-RU").language == "ru"


@pytest.fixture
def sample(tmp_path: Path, root: Path) -> Path:
    folder = tmp_path / "source" / "gettysburg"
    shutil.copytree(root / "tests" / "sample" / "gettysburg", folder)
    return folder


def load_in(folder: Path, language: str):
    file = folder / "edition.yml"
    file.write_text(
        re.sub(r"^language: .*$", f"language: {language}", file.read_text(), flags=re.M)
    )
    # a preview, since other quotation marks are other words than the registry's
    loaded = load(folder, root=folder.parent.parent, cache=None, preview=True)
    assert loaded.edition, [str(problem) for problem in loaded.problems]
    return loaded.edition


def wrap(group):
    return {
        key: wrap(value)
        if isinstance(value, dict)
        else [f"⟦{item}⟧" for item in value]
        if isinstance(value, list) and key != "plural-forms"
        else f"⟦{value}⟧"
        if isinstance(value, str) and key not in ("plural", "language", "direction")
        else value
        for key, value in group.items()
    }


def drop_wrapped(words: str) -> str:
    """Return what stands outside the catalogue's words and inside the values put into them."""
    before = None
    while words != before:
        before = words
        words = re.sub(r"⟦[^⟦⟧]*⟧", " ", words)
    return words


NAMES_OF_FORMATS = {"bibtex", "csl", "ris", "json"}
MADE_BY_A_STYLE = ("vr-works", "vr-entry-text", "vr-cited-as")
WRITTEN = (*MADE_BY_A_STYLE, "vr-text", "vr-note-body", "vr-reason", "vr-prose")


def list_seen(page: str, *, without: tuple[str, ...]):
    """Yield the words and attributes of a page, less what stands in elements of some classes."""
    tree = html.fragment_fromstring(page)
    for name in without:
        for element in tree.find_class(name):
            element.clear(keep_tail=True)
    # a name that is a link parts the words around it
    for link in tree.find_class("vr-name"):
        link.drop_tag()
    for element in tree.iter():
        yield from (element.get(name) for name in SPOKEN if element.get(name))
        yield from (words for words in (element.text, element.tail) if words)


def list_words(words: str, *, but: str):
    """Yield the words that are not the edition's own."""
    known = set(WORD.findall(but))
    for word in WORD.findall(drop_wrapped(words).casefold()):
        # where no spaces part words a mark may part one
        if word not in known and (word.isascii() or word not in but):
            yield word


@pytest.mark.parametrize(
    ("slug", "folder"),
    [("gettysburg", "sample/gettysburg"), ("four-scripts", "editions/four-scripts/in")],
)
def test_no_word_of_a_page_comes_from_elsewhere(slug, folder, root, tmp_path, monkeypatch):
    sample = tmp_path / "source" / slug
    shutil.copytree(root / "tests" / folder, sample)
    edition = load_in(sample, "en")
    own = "\n".join(
        KEY.sub(" ", file.read_text(encoding="utf-8")).casefold()
        for file in sorted(sample.rglob("*"))
        if file.is_file()
    )
    catalogue = read_catalogue("en")
    whole = {words.strip().casefold() for _, words in list_values(catalogue) if WORD.search(words)}
    wrapped = Wording(wrap(catalogue), "en")
    monkeypatch.setattr(home, "find_wording", lambda language: wrapped)
    strange = set()
    for page in render_pages(edition):
        seen = [*list_seen(page.html, without=MADE_BY_A_STYLE), page.title, page.description]
        for words in [*seen, *(title for _, _, title in page.contents)]:
            strange |= set(list_words(words, but=own))
        ours = list_seen(page.html, without=WRITTEN)
        strange |= {words for words in ours if words.strip().casefold() in whole}
    for entry in search_entries(edition):
        strange |= set(list_words(entry.title, but=own))
    assert strange <= NAMES_OF_FORMATS


def test_an_edition_in_russian_is_russian_throughout(sample):
    pages = {page.path: page for page in render_pages(load_in(sample, "ru"))}
    reading = pages["gettysburg/"].html
    assert '<div class="vr-edition vr-reading" lang="ru"' in reading
    assert "Издание от" in reading
    assert "примечание 1 к словам «" in reading
    assert pages["gettysburg/apparatus/"].title.startswith("Критический аппарат — ")
    assert 'lang="ru"' in pages["gettysburg/sources/"].html
    for page in pages.values():
        assert "Back to" not in page.html


def find_language(element) -> str:
    return element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")


def test_english_words_in_another_language_s_edition_say_that_they_are_english(sample, monkeypatch):
    edition = load_in(sample, "de")
    wrapped = Wording(wrap(read_catalogue("en")), "de")
    monkeypatch.setattr(home, "find_wording", lambda language: wrapped)
    for page in render_pages(edition):
        tree = html.fragment_fromstring(page.html)
        for element in tree.iter():
            said = [element.text, *(element.get(name) for name in SPOKEN)]
            # a note is named in English and speaks the edition's language
            if any("⟦" in (words or "") for words in said) and element.tag != "aside":
                assert find_language(element) == "en", html.tostring(element)


def test_the_edition_s_words_on_an_english_page_say_their_language(sample):
    pages = {page.path: page for page in render_pages(load_in(sample, "ar"))}
    words = {
        "": ".//*[contains(@class, 'vr-text') or @class='vr-note-body']",
        "apparatus/": ".//*[@class='vr-printed' or @class='vr-reason']",
        "sources/": ".//*[@class='vr-entry-text' or @class='vr-evidence']",
        "context/the-copies/": ".//h1 | .//*[@class='vr-prose']",
        "timeline/": ".//h2 | .//li/div/div",
        "glossary/": ".//dfn | .//dd/div",
        "people/": ".//dt/b | .//dd/div",
    }
    for folder, path in words.items():
        tree = html.fragment_fromstring(pages[f"gettysburg/{folder}"].html)
        assert (tree.get("lang"), tree.get("dir")) == (("en", "ltr") if folder else ("ar", "rtl"))
        found = tree.xpath(path)
        assert found, folder
        for element in found:
            assert find_language(element) == "ar", html.tostring(element)
            assert folder == "" or element.get("dir") == "rtl"


def test_where_the_wording_is_the_edition_s_own_language_nothing_says_so_again(sample):
    for language in ("en-GB", "ru"):
        for page in render_pages(load_in(sample, language)):
            tree = html.fragment_fromstring(page.html)
            assert (tree.get("lang"), tree.get("dir")) == (language, "ltr")
            assert not tree.xpath(".//*[@lang]")


def test_a_name_that_runs_against_the_wording_is_isolated():
    english, hebrew = find_wording("ar"), find_wording("he")
    signed = english.say(
        "note.signed", names=english.list_names(["محمد", "Ada"]), date="1 May 2011"
    )
    assert "\u2068محمد\u2069 and Ada, 1 May 2011" in signed
    assert hebrew.list_names(["Ada"]) == "Ada"
