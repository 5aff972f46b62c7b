"""An edition as files for other programs; see `formats`."""

from variorum.export.formats import FORMATS, Format, choose_formats, export

__all__ = ["FORMATS", "Format", "choose_formats", "export"]
