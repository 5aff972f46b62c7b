"""Annotated editions: a folder of plain files goes in, one immutable `Edition` comes out, pages are made from it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.build import Loaded, load
    from variorum.model import Annotation, Block, Edition, Emendation, Reference, Sidebar, Text
    from variorum.problems import Position, Problem, VariorumError
    from variorum.render.pages import Page, render_pages
    from variorum.render.search import Entry, search_entries

_HOMES = {
    "build": ("Loaded", "load"),
    "model": ("Annotation", "Block", "Edition", "Emendation", "Reference", "Sidebar", "Text"),
    "problems": ("Position", "Problem", "VariorumError"),
    "render.pages": ("Page", "render_pages"),
    "render.search": ("Entry", "search_entries"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Annotation",
    "Block",
    "Edition",
    "Emendation",
    "Entry",
    "Loaded",
    "Page",
    "Position",
    "Problem",
    "Reference",
    "Sidebar",
    "Text",
    "VariorumError",
    "load",
    "render_pages",
    "search_entries",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a check needs no pages, and starts at once."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"variorum.{_HOME_OF[name]}"), name)
