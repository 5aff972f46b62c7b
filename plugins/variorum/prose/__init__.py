"""What editors and strangers write in Markdown → HTML that is safe to publish, with its citations."""

from variorum.prose.parse import ProseDraft, check_keys, finish_prose, parse_prose
from variorum.prose.passages import Passage, count_words, drop_citations, list_passages
from variorum.prose.strays import find_stray_keys

__all__ = [
    "Passage",
    "ProseDraft",
    "check_keys",
    "count_words",
    "drop_citations",
    "find_stray_keys",
    "finish_prose",
    "list_passages",
    "parse_prose",
]
