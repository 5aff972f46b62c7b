"""References and citations, formatted by a CSL style with pandoc's citeproc."""

from variorum.cite.citations import Citations, Formatted, format_citations
from variorum.cite.forms import STYLES, find_sort, fit, format_forms, list_forms

__all__ = [
    "STYLES",
    "Citations",
    "Formatted",
    "find_sort",
    "fit",
    "format_citations",
    "format_forms",
    "list_forms",
]
