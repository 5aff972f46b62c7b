"""An edition as files for other programs; see `formats`."""

from variorum.export.beside import list_files
from variorum.export.formats import FORMATS, Format, choose_formats
from variorum.export.take_away import render_take_away

__all__ = ["FORMATS", "Format", "choose_formats", "list_files", "render_take_away"]
