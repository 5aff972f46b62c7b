"""What MkDocs' configuration says of where a project and its site are."""

from os.path import relpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from variorum.forge import FORM_NAMES, FORMS, find_ways
from variorum.model import Site


def find_root(config: MkDocsConfig) -> Path:
    """Return the folder of the project."""
    return Path(config.config_file_path).parent


def find_cache(config: MkDocsConfig) -> Path:
    """Return where formatted citations are kept."""
    return find_root(config) / ".cache" / "variorum"


def find_way_back(config: MkDocsConfig) -> str:
    """Find the way from the folder of pages to the project: addresses where files are edited begin at the one."""
    return Path(relpath(find_root(config), config.docs_dir)).as_posix()


def describe_site(config: MkDocsConfig, *, email: str) -> Site:
    """Return where a site is published, and the ways in which its readers may suggest something."""
    ways = find_ways(
        config.repo_url or "",
        edit_uri=config.edit_uri or "",
        edit_template=str(config.edit_uri_template or ""),  # a string that can do more
        project=find_way_back(config),
        has_forms=all((find_root(config) / FORMS / name).is_file() for name in FORM_NAMES),
        email=email,
    )
    icon = config.theme.get("favicon")
    return Site.of(config.site_name, config.site_url, icon, ways=ways)
