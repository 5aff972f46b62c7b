"""References → the sources page: each entry with what was checked, what was read in it, and what cites it."""

from collections.abc import Mapping, Sequence

from variorum.model import Edition, Quotation, Reference
from variorum.render.html import EMPTY, Html, element, escape, finish_prose, join, text_element
from variorum.render.places import Place, list_places
from variorum.render.wording import TIERS, VERIFIED, count


def render_sources(edition: Edition, *, root: str) -> Html:
    """Return the list of sources, primary ones first, in the order of the style within each tier."""
    places = list_places(edition, root=root)
    tiers: dict[str, list[Reference]] = {tier: [] for tier in TIERS}
    for reference in edition.references:
        tiers.setdefault(reference.tier, []).append(reference)
    used = [tier for tier, references in tiers.items() if references]
    intro = (
        f"{count(len(edition.references), 'source')} cited in this edition’s notes. Each says how far "
        "the editors checked it, and leads back to the notes that cite it."
    )
    return element(
        "div",
        {"class": "vr-edition vr-page vr-sources", "lang": "en"},
        text_element("h1", {}, "Sources"),
        text_element("p", {"class": "vr-lead"}, intro),
        *(_render_tier(tier, tiers[tier], places, root=root) for tier in used),
    )


def list_tiers(edition: Edition) -> tuple[tuple[int, str, str], ...]:
    """List the headings of the sources page for the drawer."""
    used = {reference.tier for reference in edition.references}
    return tuple((2, _tier_id(tier), TIERS[tier][0]) for tier in TIERS if tier in used)


def _tier_id(tier: str) -> str:
    return f"tier-{tier or 'other'}"


def _render_tier(
    tier: str,
    references: Sequence[Reference],
    places: Mapping[str, tuple[Place, ...]],
    *,
    root: str,
) -> Html:
    title, said = TIERS.get(tier, (tier.capitalize(), ""))
    return element(
        "section",
        {"aria-labelledby": _tier_id(tier)},
        text_element("h2", {"id": _tier_id(tier)}, title),
        text_element("p", {"class": "vr-lead"}, said) if said else EMPTY,
        *(_render_reference(item, places.get(item.id, ()), root=root) for item in references),
    )


def _render_reference(reference: Reference, places: Sequence[Place], *, root: str) -> Html:
    verified = VERIFIED.get(reference.verified, f"Checked: {reference.verified}.")
    checked = [escape(verified)]
    if reference.evidence:
        checked.append(
            text_element("span", {"class": "vr-evidence"}, _sentence(reference.evidence))
        )
    return element(
        "div",
        {"class": "vr-reference", "id": f"ref-{reference.id}", "data-tier": reference.tier or None},
        element("div", {"class": "vr-entry-text"}, finish_prose(reference.entry_html, root=root)),
        element("p", {"class": "vr-verified"}, join(checked, Html(" "))),
        *(_render_quotation(quotation) for quotation in reference.quotes),
        _render_places(places),
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


def _render_places(places: Sequence[Place]) -> Html:
    if not places:
        return text_element("p", {"class": "vr-cited"}, "Cited nowhere in the notes.")
    links = []
    for place in places:
        link = text_element("a", {"href": place.href}, place.label)
        at = escape(f" ({', '.join(place.locators)})") if place.locators else EMPTY
        links.append(join([link, at]))
    return element(
        "p", {"class": "vr-cited"}, Html("Cited in "), join(links, Html("; ")), Html(".")
    )
