"""The same files give the same site to the byte, wherever, whenever and beside whatever it is built; its map tells when they changed."""

import gzip
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html

ADDRESS = "https://example.org/variorum/"
EDITION = "holding-the-reset-hostage"
SAMPLES = ("karenina", "lincoln")
ANOTHER_DAY = """
import datetime, time

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=400)

now = time.time
datetime.datetime = Later
time.time = lambda: now() + 400 * 86400
"""
"""Run by Python before all else, from a module of this name: `sitecustomize`."""
HIDDEN = "---\ntemplate: prose.html\nrobots: noindex\n---\n\n# Hidden\n"
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
AWAY = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
ELSEWHERE = {"TZ": "America/Lima", "LC_ALL": "en_US.UTF-8", "PYTHONHASHSEED": "random"}


@dataclass(frozen=True)
class Sites:
    """Sites made of the same files."""

    cold: Path
    """By itself, without a cache."""
    warm: Path
    """Again, from what the first left in the cache."""
    away: Path
    """In another place and time, at the same time as the next, with one cache for both."""
    elsewhere: Path


def copy(root: Path, folder: Path, *, backwards: bool) -> None:
    """Copy the project's site and the samples, file by file in an order."""
    sources = [(root / name, folder / name) for name in ("docs", "overrides", "tools")]
    sources.append((root / "source" / EDITION, folder / "source" / EDITION))
    sources += [(root / "tests/sample" / name, folder / "source" / name) for name in SAMPLES]
    files = [(file, to / file.relative_to(of)) for of, to in sources for file in of.rglob("*")]
    files.append((root / "mkdocs.yml", folder / "mkdocs.yml"))
    for file, to in sorted(files, reverse=backwards):
        if file.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, to)
            if backwards:
                os.utime(to, (981_173_106, 981_173_106))
    (folder / "docs/hidden.md").write_text(HIDDEN, "utf-8")


def start(folder: Path, site: str, env: dict[str, str], *, umask: int = 0o022) -> subprocess.Popen:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    paths = [env.get("PYTHONPATH", ""), kept.get("PYTHONPATH", "")]
    joined = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site],
        cwd=folder,
        env={**kept, **env, **joined},
        umask=umask,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(*builds: subprocess.Popen) -> None:
    for build in builds:
        errors = build.communicate()[1]
        assert build.returncode == 0, errors


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other place") / "tiefer"
    copy(root, one, backwards=False)
    copy(root, two, backwards=True)
    (two.parent / "sitecustomize.py").write_text(ANOTHER_DAY, encoding="utf-8")
    finish(start(one, "site", HERE))
    finish(
        start(one, "again", HERE),
        start(two, "site", AWAY | {"PYTHONPATH": str(two.parent)}, umask=0o077),
        start(two, "ausgabe", ELSEWHERE),
    )
    return Sites(one / "site", one / "again", two / "site", two / "ausgabe")


def list_differences(one: Path, other: Path) -> Iterator[str]:
    names = [
        {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
        for site in (one, other)
    ]
    yield from sorted(names[0] ^ names[1])
    for name in sorted(names[0] & names[1]):
        if (one / name).read_bytes() != (other / name).read_bytes():
            yield name


@pytest.mark.parametrize("build", ["warm", "away", "elsewhere"])
def test_every_file_of_the_site_is_the_same_to_the_byte(sites: Sites, build: str) -> None:
    made = [file for file in sites.cold.rglob("*") if file.is_file()]
    assert len(made) > 80
    assert {"sitemap.xml.gz", "search_index.json", "card.png"} <= {file.name for file in made}
    assert list(list_differences(sites.cold, getattr(sites, build))) == []


def read_map(site: Path) -> dict[str, str]:
    """Return the addresses in a site's map, below its own, with their dates."""
    urls = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    found = [[child.text or "" for child in url] for url in urls]
    return {url[0].removeprefix(ADDRESS): url[1] if url[1:] else "" for url in found}


def test_no_page_says_a_thing_of_itself_twice(sites: Sites) -> None:
    pages = sorted(sites.cold.rglob("index.html"))
    assert len(pages) > 30
    for page in pages:
        head = html.parse(str(page)).find("head")
        metas = [meta.get("name") or meta.get("property") for meta in head.iter("meta")]
        once = [name for name in metas if name not in ("citation_author", "citation_editor", None)]
        assert [name for name, count in Counter(once).items() if count > 1] == []
        shown = {"description", "og:title", "og:description", "og:url", "og:site_name"}
        assert shown <= set(metas), page
        assert len(head.findall("title")) == len(head.findall("link[@rel='canonical']")) == 1
        assert len(head.findall("script[@type='application/ld+json']")) <= 1


def test_the_map_of_the_site_lists_what_should_be_found_and_nothing_else(sites: Sites) -> None:
    listed = read_map(sites.cold)
    left_out = set()
    for page in sites.cold.rglob("index.html"):
        folder = page.parent.relative_to(sites.cold).as_posix()
        address = f"{folder}/" if folder != "." else ""
        canonical = html.parse(str(page)).find("head/link[@rel='canonical']")
        own = canonical is not None and canonical.get("href") == f"{ADDRESS}{address}"
        # a passage's page is found as the text that it is of
        assert (address in listed) == (own and address != "hidden/"), address
        if not own:
            left_out.add(address)
    assert {"", "about/", f"{EDITION}/", f"{EDITION}/sources/", "lincoln/bedell/"} <= listed.keys()
    assert {f"{EDITION}/p5/", "lincoln/bedell/p2/", "karenina/notes/war/"} <= left_out
    assert not [address for address in listed if address.startswith("404")]


def test_the_map_dates_pages_by_their_files_and_hand_written_ones_not_at_all(sites: Sites) -> None:
    listed = read_map(sites.cold)
    assert listed["about/"] == listed[""] == ""
    # of the essay's own day; of the text's latest note
    essay = (sites.cold.parent / f"source/{EDITION}/sidebars/four-phases.md").read_text("utf-8")
    assert f"date: {listed[f'{EDITION}/context/four-phases/']}\n" in essay
    notes = sites.cold.parent / "source/karenina/annotations"
    latest = listed["karenina/"]
    assert any(f"date: {latest}\n" in note.read_text("utf-8") for note in notes.iterdir())
    packed = (sites.cold / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (sites.cold / "sitemap.xml").read_bytes()


def test_whoever_wants_a_day_of_the_build_says_which(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "tests/sample/karenina", tmp_path / "source/karenina")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Samples\nsite_url: https://example.org/variorum/\n"
        "theme: {name: mkdocs}\nplugins: [variorum]\n",
        encoding="utf-8",
    )
    finish(start(tmp_path, "undated", HERE))
    finish(start(tmp_path, "dated", HERE | {"SOURCE_DATE_EPOCH": "981173106"}))
    assert read_map(tmp_path / "undated")[""] == ""
    assert read_map(tmp_path / "dated")[""] == "2001-02-03"
    edition = read_map(tmp_path / "undated")["karenina/"]
    assert read_map(tmp_path / "dated")["karenina/"] == edition
    # MkDocs' own theme says when it was built
    homes = [(tmp_path / name / "index.html").read_text("utf-8") for name in ("undated", "dated")]
    assert "Build Date UTC : 2001-02-03" in homes[1]
    assert "Build Date UTC : 2001" not in homes[0]
    assert "Build Date UTC : " in homes[0]
