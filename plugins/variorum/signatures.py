"""Who signs and who reviews: what an editor wants to know of it before an edition is published."""

from collections.abc import Iterator, Sequence

from variorum.model import Name
from variorum.problems import Problem, find_nearest
from variorum.read.folder import Entry, Folder
from variorum.read.schema import AnnotationFile, ContributorFile


def check_signatures(files: Folder) -> Iterator[Problem]:
    """Yield contributors that are given twice and, as advice, what is odd in who signs and who reviews."""
    listed = files.edition.fields.contributors if files.edition else []
    names = [_spell(fields) for fields in listed]
    signing = list(dict.fromkeys(_list_signing(files)))
    yield from _check_listed(files, listed, names, signing)
    persons = {
        name
        for name, fields in zip(names, listed, strict=True)
        if fields.family and name in signing
    }
    # whoever is alone can ask nobody else
    alone = len(signing) < 2
    for entry in files.annotations:
        yield from _check_review(entry, frozenset[str]() if alone else persons)


def _check_listed(
    files: Folder, listed: Sequence[ContributorFile], names: Sequence[str], signing: Sequence[str]
) -> Iterator[Problem]:
    if not files.edition:
        return
    orcids = [fields.orcid for fields in listed]
    unlisted = [name for name in signing if name not in names]
    for index, (name, orcid) in enumerate(zip(names, orcids, strict=True)):
        at = files.edition.at("contributors", index)
        if name in names[:index]:
            text = f'two contributors are called "{name}", and a signature would be of either'
            mend = "delete one; or let two persons sign differently, as with a middle initial"
            yield Problem("V420", at, text, mend=mend)
        elif orcid and orcid in orcids[:index]:
            other = names[orcids.index(orcid)]
            text = f'"{name}" has the ORCID iD of "{other}"'
            yield Problem("V421", at, text, mend="give each their own, or make one of the two")
        elif name not in signing and not files.unread:
            near = find_nearest(name, unlisted)
            text = f'"{name}" is a contributor and signs nothing'
            mend = f'write "{name}" where "{near}" signs' if near else "delete the entry"
            yield Problem("V425", at, text, mend=mend, severity="advice")


def _check_review(
    entry: Entry[AnnotationFile], persons: frozenset[str] | set[str]
) -> Iterator[Problem]:
    fields = entry.fields
    review = fields.reviewed
    if review is None:
        if fields.status == "reviewed":
            text = "reviewed, and nobody says by whom"
            mend = "add `reviewed: {by: […], date: …}`"
            yield Problem("V422", entry.at("status"), text, mend=mend, severity="advice")
        return
    if set(review.by) <= set(fields.by) & persons:
        text = f"reviewed only by its own {'author' if len(fields.by) == 1 else 'authors'}"
        mend = "ask somebody else to review it"
        yield Problem("V423", entry.at("reviewed"), text, mend=mend, severity="advice")
    if review.date < fields.date:
        text = f"reviewed on {review.date}, before it was written on {fields.date}"
        mend = "correct the one or the other; what was changed since is reviewed again"
        yield Problem("V424", entry.at("reviewed", "date"), text, mend=mend, severity="advice")


def _list_signing(files: Folder) -> Iterator[str]:
    if files.edition:
        yield from files.edition.fields.editors
    for note in files.annotations:
        yield from note.fields.by
        yield from note.fields.reviewed.by if note.fields.reviewed else ()
    for emendation in files.emendations:
        yield from emendation.fields.by
    for sidebar in files.sidebars:
        yield from sidebar.fields.by


def _spell(fields: ContributorFile) -> str:
    """Return a contributor's name as it is signed."""
    return str(Name(fields.family or "", fields.given or "", fields.literal or ""))
