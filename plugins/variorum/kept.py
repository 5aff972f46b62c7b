"""An edition as it was, beside what it is → what nobody may alter and somebody did: a copy-text, what the registry said of an id."""

from collections.abc import Iterator

from variorum.problems import Position, Problem
from variorum.published import FILE, compare_published
from variorum.read.article import Home, Source, read_source
from variorum.read.folder import Folder
from variorum.reuse import make_anew
from variorum.texts import read_registry


def find_altered(old: Folder, new: Folder) -> Iterator[Problem]:
    """Yield a problem for each copy-text that is not kept byte for byte, and each id that would not answer as it did.

    Who alters a copy-text and its digest together, or the registry and its sums, passes every check of one state by itself.

    Args:
        old: The edition's files as they were.
        new: As they are.
    """
    yield from _compare_copy_texts(old, new)
    lines, _ = read_registry(old, (), keep=make_anew)
    present, _ = read_registry(new, (), keep=make_anew)
    yield from compare_published(lines, present, path=f"{new.path}/{FILE}")


def find_uncompared(old: Folder, new: Folder) -> Iterator[Problem]:
    """Yield a problem where nothing says which copy-texts the edition had, so that none can be compared; arguments as for `find_altered`."""
    if old.edition_unread:
        text = "edition.yml could not be read as it was, so that nothing shows whether a copy-text was altered"
        mend = "compare with a state whose edition.yml can be read"
        yield Problem("V340", Position(f"{new.path}/edition.yml"), text, mend=mend)


def _compare_copy_texts(old: Folder, new: Folder) -> Iterator[Problem]:
    present = {source.sha256 for _, source in new.sources if source}
    slugs = [text.slug for text, _ in new.sources]
    for text, source in old.sources:
        if source is None or source.sha256 in present or _is_in_place(source, text.file, new):
            continue
        at = Position(f"{new.path}/edition.yml")
        if new.edition and text.slug in slugs:
            place = ("text",) if new.edition.fields.text else ("texts", slugs.index(text.slug))
            at = new.edition.at(*place, "sha256")
        said = f'the copy-text "{text.file}" was altered or taken away: its SHA-256 was {source.sha256}'
        mend = "restore the file and its digest; corrections go to emendations/"
        yield Problem("V340", at, said, mend=mend)


def _is_in_place(source: Source, file: str, new: Folder) -> bool:
    """Say whether a copy-text is where it was, byte for byte, in an edition whose `edition.yml` does not say so since it cannot be read."""
    if new.edition:
        return False
    now, _ = read_source(f"{new.home}/{file}", path=f"{new.path}/{file}", home=Home(new.home))
    return now is not None and now.sha256 == source.sha256
