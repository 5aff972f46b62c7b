"""Items of CSL-JSON as files for reference managers; knows nothing of editions."""

from variorum.bibliography.bibtex import write_bibtex
from variorum.bibliography.csl_json import write_csl_json
from variorum.bibliography.ris import write_ris

__all__ = ["write_bibtex", "write_csl_json", "write_ris"]
