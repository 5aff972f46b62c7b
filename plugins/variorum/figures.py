"""An `Edition` → how much commentary it has and what that rests on, in figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.model import AnnotationKind, Edition, Prose

_NAMED = 10
"""Drafts that are named; where there are more, the advice on each names them all."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an edition's commentary comes to."""

    notes: Mapping[AnnotationKind, int]
    """By kind, the most frequent first; kinds without notes are left out."""
    citations: int
    """Each key in a pair of brackets is one."""
    primary: int | None
    """Those of them that go to primary sources; None where no reference has a tier."""
    references: int

    def __str__(self) -> str:
        """Return the figures in a line: `60 notes (31 evidence, 29 context) · 210 citations, 104 of them (49 %) …`."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.notes.items())
        said = [_count(sum(self.notes.values()), "note") + (f" ({kinds})" if kinds else "")]
        said.append(_count(self.citations, "citation"))
        if self.primary is not None and self.citations:
            share = round(100 * self.primary / self.citations)
            said[-1] += f", {self.primary:,} of them ({share} %) to primary documents"
        return " · ".join([*said, _count(self.references, "reference")])


def count_figures(edition: Edition) -> Figures:
    """Count the notes, citations and references of an edition: of all that editors wrote."""
    kinds = Counter(note.kind for note in edition.annotations)
    tiers = {reference.id: reference.tier for reference in edition.references}
    cited = Counter(
        tiers.get(citation.key, "")
        for prose in _list_prose(edition)
        for cluster in prose.clusters
        for citation in cluster.citations
    )
    return Figures(
        notes=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        citations=cited.total(),
        primary=cited["primary"] if any(tiers.values()) else None,
        references=len(edition.references),
    )


def say_drafts(files: Sequence[str], *, taken_in: bool) -> str:
    """Return which notes are drafts, and what becomes of them: `2 drafts, left out of a build unless …`."""
    fate = "published and marked" if taken_in else "left out of a build unless `drafts: true`"
    shown = ", ".join(files[:_NAMED])
    more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    return f"{_count(len(files), 'draft')}, {fate}: {shown}{more}"


def _list_prose(edition: Edition) -> Iterator[Prose]:
    yield from (note.body for note in edition.annotations)
    yield from (sidebar.body for sidebar in edition.sidebars)
    yield from (row.text for row in edition.timeline)
    yield from (term.text for term in edition.glossary)
    yield from (person.text for person in edition.people)
    yield from (emendation.reason for emendation in edition.emendations)
    if chart := edition.map:
        yield chart.description
        for items in (chart.places, chart.ranges, chart.areas, chart.transfers):
            yield from (item.text for item in items if item.text)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"
