"""An article and what its editor said → the files of a project with an edition of it, ready to be built."""

import re
from dataclasses import dataclass
from datetime import date

from variorum.begin.article import Article
from variorum.begin.claims import Field, clean_line
from variorum.begin.propose import Proposal, declare
from variorum.begin.starter import list_starter
from variorum.compose import write_emendation, write_line
from variorum.emend import emend, find_edits
from variorum.model import Name
from variorum.read.folder import PROPOSALS
from variorum.read.registry import dump_registry
from variorum.read.sums import FILE as SUMS
from variorum.read.sums import dump_sums
from variorum.read.values import UNKNOWN
from variorum.registry.propose import propose
from variorum.wording import find_wording

_LEFT: dict[Field, str] = {
    "container-title": "the newspaper, journal or book it appeared in",
    "language": "of the text, as en, en-US or ru; en is taken if nothing is said",
    "URL": "where the original stands",
    "rights": "of the work, in a sentence",
    "description": "of the edition, in a sentence, for search engines",
}
"""Fields that are named where the file says nothing, with what they are for."""
_NO_TAGS = str.maketrans({"<": " ", ">": " ", '"': "'"})
"""What a site's name is made plain by."""
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#&|~^$:!]")


@dataclass(frozen=True, slots=True)
class Plan:
    """How an edition is begun."""

    slug: str
    by: str
    """Who edits it."""
    day: date
    accepted: frozenset[str] = frozenset()
    """The proposals that are made."""


def write_project(article: Article, plan: Plan) -> dict[str, bytes]:
    """Return the files of a project with one edition, by their paths."""
    texts = {
        "mkdocs.yml": _write_config(article),
        "docs/index.md": _write_home(article, plan),
    }
    files = {name: text.encode() for name, text in texts.items()}
    home = f"source/{plan.slug}"
    files |= {f"{home}/{name}": data for name, data in write_edition(article, plan).items()}
    return list_starter() | files


def write_edition(article: Article, plan: Plan) -> dict[str, bytes]:
    """Return the files of the edition, by their names in its folder."""
    accepted = [item for item in article.proposals if item.id in plan.accepted]
    edits, _ = find_edits(declare(accepted), [article.words])
    blocks = emend(article.words, edits[0], rules=(), language=article.language).blocks
    lines = propose((("", blocks),), (), (), day=plan.day).lines
    texts = {
        "edition.yml": _write_fields(article, plan),
        "registry.jsonl": dump_registry(lines),
        SUMS: dump_sums(lines),
    }
    for item in article.proposals:
        folder = "emendations" if item in accepted else PROPOSALS
        texts[f"{folder}/{item.id}.yml"] = _write_proposal(item, plan)
    files = {name: text.encode() for name, text in texts.items()}
    return files | {article.file: article.data}


def _write_proposal(item: Proposal, plan: Plan) -> str:
    return write_emendation(
        source=item.source,
        reading=item.reading,
        kind=item.kind,
        reason=item.reason,
        by=[plan.by],
        date=plan.day,
    )


def _write_fields(article: Article, plan: Plan) -> str:
    """Return edition.yml, in which a comment says of each field where it comes from."""
    details = article.details
    said = dict(details.others)
    lines = [
        f"# Begun by `variorum new` on {plan.day.isoformat()}. The comment above a field says where its value comes from.",
        "format: 1",
    ]

    def add(name: str, value: str, origin: str) -> None:
        lines.append(
            f"# {origin}" if origin else "# not found; write it in place of the question mark"
        )
        lines.append(f"{name}: {value}")

    if "type" in said:
        add("type", said["type"].value, said["type"].origin)
    add("title", write_line(details.title.value), details.title.origin)
    authors = ", ".join(map(_write_name, details.authors))
    add("author", f"[{authors}]", details.authors_origin)
    issued = details.issued.value
    add("issued", f'"{issued}"' if issued == UNKNOWN else issued, details.issued.origin)
    for name, claim in details.others:
        if name != "type":
            add(name, write_line(claim.value), claim.origin)
    add("editors", f"[{write_line(plan.by)}]", "who edits this: write your names")
    lines += ["# Not found in the file; take the # away from what you fill in:"]
    lines += [f"# {name}:  # {what}" for name, what in _LEFT.items() if name not in said]
    lines += ["# licence: CC BY 4.0  # of your commentary"]
    lines += ["text:", f"  file: {article.file}", f"  sha256: {article.sha256}"]
    selection = article.chosen.selection
    if selection.within:
        lines += [
            "  # the element of the page that holds the article",
            f"  within: {write_line(selection.within)}",
        ]
    if selection.without:
        lines += [
            "  # what stands in it and is no part of the article, with the words it begins with"
        ]
        lines += ["  without:"]
        for written, words in article.chosen.left_out:
            lines += [f"    - {write_line(written)}  # {clean_line(words) or 'a picture'}"]
    lines += [
        "  # the words that open the article's first paragraph, and those that close its last"
    ]
    lines += [
        "  body:",
        f"    from: {write_line(article.opening)}",
        f"    to: {write_line(article.closing)}",
    ]
    if article.rules:
        rules = ", ".join(article.rules)
        lines += [
            "  # proposed, for straight quotation marks or doubled spaces; take the # away to accept"
        ]
        lines += [f"  # regularise: [{rules}]"]
    return "\n".join(lines) + "\n"


def _write_name(name: Name) -> str:
    if name.literal:
        return f"{{literal: {write_line(name.literal)}}}"
    return f"{{family: {write_line(name.family)}, given: {write_line(name.given)}}}"


def _write_config(article: Article) -> str:
    """Return mkdocs.yml; a theme whose words are the text's language where the edition's pages have a wording for it."""
    spoken = find_wording(article.language).language
    language = "" if spoken == "en" else f", language: {spoken}"
    title = article.details.title.value
    # the theme puts it into its pages as it is, into attributes too
    plain = " ".join(title.translate(_NO_TAGS).split())
    name = "An annotated edition" if title == UNKNOWN or not plain else plain
    return f"""\
site_name: {write_line(name)}
# Where the site is published, where its files are kept, and where they are edited there: the workflow that publishes it says
# all three. Elsewhere write in place of "" the two addresses and, with the branch, edit/main/docs/.
site_url: !ENV [SITE_URL, ""]
repo_url: !ENV [REPO_URL, ""]
edit_uri: !ENV [EDIT_URI, ""]
theme: {{name: material, font: false{language}}}
plugins:
  - search
  - variorum:
      drafts: !ENV [DRAFTS, false]
"""


def _write_home(article: Article, plan: Plan) -> str:
    details = article.details
    names = [str(name) for name in details.authors if str(name) != UNKNOWN]
    title = "The text" if details.title.value == UNKNOWN else details.title.value
    wording = find_wording(article.language)
    names += [claim.value for name, claim in details.others if name == "container-title"]
    issued = details.issued.value
    names += [] if issued == UNKNOWN else [wording.spell_date(issued)]
    about = ", ".join(names)
    lines = [f"# {_escape(title)}", ""]
    lines += [f"{_escape(about)}", ""] if about else []
    lines += [f"[{_escape(wording['page.text'])}]({plan.slug}/index.md)", ""]
    return "\n".join(lines)


def _escape(words: str) -> str:
    """Return words as Markdown in which none of them is markup."""
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", clean_line(words))
