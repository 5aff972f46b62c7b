"""References and citations, formatted by a CSL style with pandoc's citeproc."""

from variorum.cite.citations import Citations, Formatted, format_citations

__all__ = ["Citations", "Formatted", "format_citations"]
