"""Blocks + the committed registry → permanent ids, and what the registry should become."""

from variorum.registry.accounted import find_corrections
from variorum.registry.identify import follow_registry, identify
from variorum.registry.proposal import Address, Difference, Proposal, Question
from variorum.registry.propose import propose
from variorum.registry.sums import check_sums

__all__ = [
    "Address",
    "Difference",
    "Proposal",
    "Question",
    "check_sums",
    "find_corrections",
    "follow_registry",
    "identify",
    "propose",
]
