"""The options of the plugin in `mkdocs.yml`."""

from mkdocs.config import base
from mkdocs.config import config_options as options


class VariorumConfig(base.Config):
    """Where the editions are, and what is shown of them."""

    source = options.Type(str, default="source")
    """The folder of the editions, one folder each, relative to `mkdocs.yml`."""
    drafts = options.Type(bool, default=False)
    """Publish annotations whose status is `draft`, marked as such."""
