"""An edition → what the reading page of one of its texts is made of, to be made again only where that changes."""

from dataclasses import replace

from variorum.model import Edition, Text
from variorum.render.works import list_works


def part_of(edition: Edition, text: Text) -> Edition:
    """Return the edition less other texts, their notes, sources and ids; kept are the notes that this text's own ones see."""
    own = list(edition.annotations_of(text.slug))
    seen = sorted({stem for annotation in own for stem in annotation.see})
    known = edition.annotations_by_stem
    others = [known[stem] for stem in seen if stem in known]
    works = list_works(edition, text)
    return replace(
        edition,
        texts=(text,),
        annotations=(*own, *others),
        references=works,
        registry=tuple(edition.registry_of(text.slug)),
    )
