"""The index of a site's search is whole, whatever lies where it is written."""

import json
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig

from variorum.mkdocs_plugin.search import write_index

ENTRIES = {"docs": [{"location": "", "title": "Home", "text": "<p>The treaty</p>"}]}


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """A site whose entries are written."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: S\ntheme: {name: material}\n", "utf-8")
    folder = tmp_path / "site/search"
    folder.mkdir(parents=True)
    (folder / "search_index.json").write_text(json.dumps(ENTRIES), "utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"))


def list_files(config: MkDocsConfig) -> dict[str, bytes]:
    site = Path(config.site_dir)
    files = [file for file in site.rglob("*") if file.is_file()]
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def test_a_site_that_is_built_into_its_folder_again_has_the_same_index(
    config: MkDocsConfig,
) -> None:
    write_index(config, stemmers={})
    first = list_files(config)
    write_index(config, stemmers={})
    assert list_files(config) == first
    assert len(first) == 4


def test_what_a_build_left_that_was_broken_off_is_no_part_of_the_next(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            write_index(config, stemmers={})
    assert "search/catalogue.json" not in list_files(config)
    write_index(config, stemmers={})
    files = list_files(config)
    assert len(files) == 4
    assert (
        f"search/{json.loads(files['search/catalogue.json'])['folder']}/entries-000.json" in files
    )


def test_a_page_of_the_site_may_be_called_as_the_parts_are(config: MkDocsConfig) -> None:
    page = Path(config.site_dir, "search/parts/index.html")
    page.parent.mkdir()
    page.write_text("mine", "utf-8")
    write_index(config, stemmers={})
    assert page.read_text("utf-8") == "mine"
