"""Blocks + the committed registry → permanent ids, and what the registry should become."""

from variorum.registry.identify import find_retired, identify
from variorum.registry.proposal import Address, Difference, Proposal, Question
from variorum.registry.propose import propose

__all__ = [
    "Address",
    "Difference",
    "Proposal",
    "Question",
    "find_retired",
    "identify",
    "propose",
]
