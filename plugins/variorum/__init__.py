"""Annotated editions: a folder of plain files goes in, one immutable `Edition` comes out, pages are made from it."""

from variorum.build import Loaded, load
from variorum.model import Annotation, Block, Edition, Emendation, Reference, Sidebar, Text
from variorum.problems import Position, Problem, VariorumError
from variorum.render.pages import Page, render_pages
from variorum.render.search import search_entries

__all__ = [
    "Annotation",
    "Block",
    "Edition",
    "Emendation",
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
