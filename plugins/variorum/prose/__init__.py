"""What editors and strangers write in Markdown → HTML that is safe to publish, with its citations."""

from variorum.prose.parse import ProseDraft, check_keys, finish_prose, parse_prose

__all__ = ["ProseDraft", "check_keys", "finish_prose", "parse_prose"]
