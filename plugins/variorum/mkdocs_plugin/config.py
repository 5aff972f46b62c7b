"""The options of the plugin in `mkdocs.yml`."""

import re

from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.base import ValidationError

_EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*",
    re.ASCII | re.IGNORECASE,
)
"""Source: HTML Standard, "Valid email address"."""


class Email(options.Type[str]):
    """An e-mail address, or nothing."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        """Return the address.

        Raises:
            ValidationError: It is none.
        """
        email = super().run_validation(value)
        if email and not _EMAIL.fullmatch(email):
            raise ValidationError(
                f"Expected an e-mail address, as editors@example.org, but received: {email!r}"
            )
        return email


class VariorumConfig(base.Config):
    """Where the editions are, and what is shown of them."""

    source = options.Type(str, default="source")
    """The folder of the editions, one folder each, relative to `mkdocs.yml`."""
    drafts = options.Type(bool, default=False)
    """Publish annotations whose status is `draft`, marked as such."""
    email = Email()
    """The editors' address, to which readers without an account where the files are kept may send suggestions; it is published with the pages."""
    policy = options.Type(bool, default=True)
    """Put a Content-Security-Policy into every page, and write it as a headers file."""
