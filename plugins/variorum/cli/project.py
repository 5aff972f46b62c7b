"""What the site's own configuration says of where it is published, for commands that run without MkDocs."""

from pathlib import Path

import click
import yaml
from yaml_env_tag import add_env_tag

from variorum.model import Site

CONFIG = "mkdocs.yml"
PLUGIN = "variorum"
SOURCE = "source"
"""The folder of the editions where the configuration names none."""


class _Loader(yaml.CSafeLoader):
    """Reads a configuration of MkDocs, in which other tags than `!ENV` are of no interest here."""


add_env_tag(_Loader)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_site(root: Path) -> Site:
    """Return the site's name and address; an empty one where there is no configuration.

    Raises:
        click.ClickException: It cannot be read.
    """
    fields = _read_config(root)
    return Site.of(fields.get("site_name"), fields.get("site_url"))


def read_source(root: Path) -> Path:
    """Return the folder of the editions, relative to the project: as the plugin is told, `source` where it is told nothing.

    Raises:
        click.ClickException: The configuration cannot be read.
    """
    source = _read_settings(root).get("source")
    return Path(source if isinstance(source, str) and source else SOURCE)


def takes_drafts(root: Path) -> bool:
    """Say whether a build of the site takes in drafts.

    Raises:
        click.ClickException: The configuration cannot be read.
    """
    return _read_settings(root).get("drafts") is True


def _read_settings(root: Path) -> dict[object, object]:
    """Return what the plugin is told."""
    plugins = _read_config(root).get("plugins")
    # MkDocs knows them as a list, of names and of names with their settings, and as a mapping
    groups = plugins if isinstance(plugins, list) else [plugins]
    for group in groups:
        settings = group.get(PLUGIN) if isinstance(group, dict) else None
        if isinstance(settings, dict):
            return settings
    return {}


def _read_config(root: Path) -> dict[str, object]:
    """Return what the configuration says; nothing where there is none."""
    file = root / CONFIG
    if not file.is_file():
        return {}
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), _Loader)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise click.ClickException(f"{CONFIG} cannot be read: {error}") from error
    return config if isinstance(config, dict) else {}
