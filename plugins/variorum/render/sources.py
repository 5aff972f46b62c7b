"""References → the sources page: each entry with what was checked, what was read in it, and what cites it."""

from collections.abc import Mapping, Sequence

from variorum.model import Edition, Quotation, Reference
from variorum.render.html import EMPTY, Html, element, escape, finish_prose, join, text_element
from variorum.render.places import Place, list_places, render_knowledge, render_way_back
from variorum.wording import Wording, wording_of

_TIERS = ("primary", "secondary", "reference", "")


def render_sources(edition: Edition, *, root: str) -> Html:
    """Return the list of sources, primary ones first, in the order of the style within each tier."""
    places = list_places(edition, root=root)
    wording = wording_of(edition)
    tiers: dict[str, list[Reference]] = {tier: [] for tier in _TIERS}
    for reference in edition.references:
        tiers.setdefault(reference.tier, []).append(reference)
    used = [tier for tier, references in tiers.items() if references]
    count = wording.count(len(edition.references), "source")
    intro = wording.say("sources.intro", sources=count)
    return element(
        "div",
        {"class": "vr-edition vr-page vr-sources", **wording.page},
        text_element("h1", {}, wording["sources.title"]),
        render_way_back(edition, root=root),
        text_element("p", {"class": "vr-lead"}, intro),
        render_knowledge(edition),
        *(_render_tier(tier, tiers[tier], places, wording, root=root) for tier in used),
    )


def list_tiers(edition: Edition) -> tuple[tuple[int, str, str], ...]:
    """List the headings of the sources page for the drawer."""
    used = {reference.tier for reference in edition.references}
    wording = wording_of(edition)
    return tuple((2, _tier_id(tier), wording[_key(tier)]) for tier in _TIERS if tier in used)


def _key(tier: str) -> str:
    return f"sources.{tier or 'other'}"


def _tier_id(tier: str) -> str:
    return f"tier-{tier or 'other'}"


def _render_tier(
    tier: str,
    references: Sequence[Reference],
    places: Mapping[str, tuple[Place, ...]],
    wording: Wording,
    *,
    root: str,
) -> Html:
    title = wording.find(_key(tier)) or tier.capitalize()
    said = wording.find(f"{_key(tier)}-said")
    return element(
        "section",
        {"aria-labelledby": _tier_id(tier)},
        text_element("h2", {"id": _tier_id(tier)}, title),
        text_element("p", {"class": "vr-lead"}, said) if said else EMPTY,
        *(
            _render_reference(item, places.get(item.id, ()), wording, root=root)
            for item in references
        ),
    )


def _render_reference(
    reference: Reference, places: Sequence[Place], wording: Wording, *, root: str
) -> Html:
    verified = wording.find(f"verified.{reference.verified or 'unknown'}")
    verified = verified or wording.say("sources.checked", words=reference.verified)
    checked = [escape(verified)]
    if reference.evidence:
        checked.append(
            text_element(
                "span",
                {"class": "vr-evidence", **wording.quoted},
                _sentence(reference.evidence),
            )
        )
    entry = finish_prose(reference.entry_html, root=root)
    return element(
        "div",
        {"class": "vr-reference", "id": f"ref-{reference.id}", "data-tier": reference.tier or None},
        element("div", {"class": "vr-entry-text", **wording.quoted}, entry),
        element("p", {"class": "vr-verified"}, join(checked, Html(" "))),
        *(_render_quotation(quotation) for quotation in reference.quotes),
        _render_places(places, wording),
    )


def _sentence(words: str) -> str:
    """Return the words with a capital and a full stop."""
    stop = "" if words.endswith((".", "!", "?", "…")) else "."
    return f"{words[0].upper()}{words[1:]}{stop}"


def _render_quotation(quotation: Quotation) -> Html:
    locator = EMPTY
    if quotation.locator:
        locator = text_element("footer", {}, quotation.locator)
    attributes = {"class": "vr-quoted"}
    return element("blockquote", attributes, text_element("p", {}, quotation.text), locator)


def _render_places(places: Sequence[Place], wording: Wording) -> Html:
    if not places:
        return text_element("p", {"class": "vr-cited"}, wording["sources.cited-nowhere"])
    links = []
    for place in places:
        link = text_element("a", {"href": place.href}, place.label)
        at = escape(f" ({', '.join(place.locators)})") if place.locators else EMPTY
        links.append(join([link, at]))
    return element(
        "p",
        {"class": "vr-cited"},
        escape(wording["sources.cited-in"]),
        join(links, escape(wording["also-between"])),
        Html("."),
    )
