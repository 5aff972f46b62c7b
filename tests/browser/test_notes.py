"""Notes stand level with their words where there is room, and open where there is less; none is out of reach."""

import re
from collections.abc import Callable

import pytest
from beside import PLACED, WIDE, find_misplaced, find_strays
from layout import settle, wait_until
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

REAL = "holding-the-reset-hostage/"
HARD = "hard/"
PLAIN_FILE = "assets/variorum/early.js"
"""Something of the site that asks for no fonts."""
WIDTHS = (320, 375, 768, 1024, 1440, 2560)
PHONE = {"width": 375, "height": 667, "has_touch": True, "is_mobile": True}
STEADY = 0.02
"""Layout shift that nobody sees."""

MEASURE_SHIFT = """() => new Promise((give) => {
  new PerformanceObserver((list) => {
    const seen = list.getEntries().filter((entry) => !entry.hadRecentInput);
    give(seen.reduce((sum, entry) => sum + entry.value, 0));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => give(0), 300); // there was none
})"""

IS_READ = """(note) => {
  const { top, left, width } = note.querySelector(".vr-kind").getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + 8);
  const seen = note.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return document.activeElement === note && note.contains(there) && note.scrollHeight > 20 && seen;
}"""
"""Whether a note has the focus and begins in sight, with nothing above it."""


MORE = "note => getComputedStyle(note, '::after').content"
IS_CUT = "body => body.scrollHeight > body.clientHeight + 4"

ACTIVATE = """async (sign) => {
  sign.focus();
  sign.click();
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}"""

SHOWS_ITS_FACE = """getComputedStyle(document.querySelector(".vr-text")).fontFamily.startsWith('"Variorum Serif",')
  && document.fonts.check('1em "Variorum Serif"')"""


@pytest.fixture
def open_either(open_page, open_hard) -> Callable[..., Page]:
    """Open the reading page of either edition, or another file of its site."""

    def open_either(edition: str, path: str | None = None, **options: object) -> Page:
        return (open_page if edition == REAL else open_hard)(path or edition, **options)

    return open_either


def hold_fonts(context: BrowserContext) -> Callable[[], None]:
    """Keep the fonts back; the function that is returned lets them go."""
    held: list[Route] = []
    free = False

    def hold(route: Route) -> None:
        if free:
            route.continue_()
        else:
            held.append(route)

    def release() -> None:
        nonlocal free
        free = True
        assert held, "the page asked for no font"
        while held:
            held.pop().continue_()

    context.route("**/*.woff2", hold)
    return release


def settle_without_fonts(page: Page) -> None:
    """Wait until the page has been laid out and seen, whatever has come."""
    page.evaluate(
        "async () => { for (let n = 0; n < 4; n++) await new Promise((go) => requestAnimationFrame(() => setTimeout(go))); }"
    )


def sign_of(page: Page, stem: str) -> Locator:
    """Return the sign of a note."""
    return page.locator(f'.vr-noteref[href="#note-{stem}"]')


def paint_of(element: Locator) -> str:
    """Return the colour behind an element."""
    return element.evaluate("element => getComputedStyle(element).backgroundColor")


# -- a sheet on a telephone ------------------------------------------------------------------------


def test_back_leads_from_the_page_and_returns_to_where_it_was_read(open_page) -> None:
    page = open_page(f"{REAL}sources/", width=375)
    page.goto(page.url.replace("sources/", ""))
    sign_of(page, "who-stalled").click()
    expect(page.locator("#note-who-stalled")).to_be_visible()
    where = page.evaluate("scrollY")
    page.go_back()
    expect(page).to_have_url(re.compile("sources/$"))
    page.go_forward()
    expect(page).to_have_url(re.compile(f"{REAL}$"))
    wait_until(page, "where => Math.abs(scrollY - where) < 40", where)


def test_a_sheet_closes_when_the_system_asks(open_page) -> None:
    page = open_page(REAL, width=375)
    for name in ("eased-visa-rules", "who-stalled"):
        sign_of(page, name).click()
        expect(page.locator(f"#note-{name}")).to_be_visible()
    # Escape, if the page does not hear of it, is what the key or the gesture of a telephone is
    page.evaluate(
        "addEventListener('keydown', (event) => event.stopImmediatePropagation(), { capture: true })"
    )
    page.keyboard.press("Escape")
    expect(page.locator("#note-who-stalled")).to_be_hidden()
    expect(sign_of(page, "who-stalled")).to_be_focused()


@pytest.mark.parametrize("key", ["a", "Tab"])
def test_a_sheet_hides_nothing_that_has_the_focus(open_page, key) -> None:
    page = open_page(REAL, width=375)
    sign_of(page, "phased-approach").press("Enter")
    note = page.locator("#note-phased-approach")
    expect(note).to_be_visible()
    for _ in range(30):
        page.keyboard.press(key)
        if not note.is_visible():
            break
    expect(note).to_be_hidden()
    expect(page.locator(":focus")).to_be_in_viewport()


@pytest.mark.parametrize("beside", ["number", "button"])
def test_what_is_tapped_beside_a_sheet_acts_and_closes_it(open_page, beside) -> None:
    page = open_page(REAL, **PHONE)
    sign_of(page, "eased-visa-rules").tap()
    expect(page.locator("#note-eased-visa-rules")).to_be_visible()
    if beside == "number":
        page.evaluate("document.querySelector('#p1').scrollIntoView()")
        page.get_by_role("link", name="¶1", exact=True).tap()
        expect(page).to_have_url(re.compile("#p1$"))
    else:
        page.evaluate("document.querySelector('.vr-controls').scrollIntoView({ block: 'center' })")
        page.get_by_role("button", name="Corrections").tap()
        expect(page).to_have_url(re.compile(r"\?view=no-corrections$"))
    expect(page.locator("#note-eased-visa-rules")).to_be_hidden()


def test_the_cross_stays_in_sight_in_a_sheet_that_is_scrolled(open_page) -> None:
    page = open_page(REAL, width=375, height=500)
    sign_of(page, "arms-for-iran").click()
    note = page.locator("#note-arms-for-iran")
    note.evaluate("note => note.scrollTo(0, note.scrollHeight)")
    assert note.evaluate("note => note.scrollTop") > 20
    cross = note.get_by_role("button", name="Back to the text").bounding_box()
    assert cross["y"] >= note.bounding_box()["y"]


def test_a_tap_outside_closes_a_sheet(open_page) -> None:
    page = open_page(REAL, width=375)
    sign_of(page, "eased-visa-rules").click()
    expect(page.locator("#note-eased-visa-rules")).to_be_visible()
    page.locator("#p1 .vr-text").click(position={"x": 60, "y": 12})
    expect(page.locator("#note-eased-visa-rules")).to_be_hidden()


def test_the_words_stay_where_they_are_when_a_note_above_them_closes(open_page) -> None:
    page = open_page(REAL, width=768)
    signs = page.locator("#p6 .vr-noteref")
    signs.first.click()
    later = page.locator("#p7 .vr-noteref").first
    later.scroll_into_view_if_needed()
    before = later.bounding_box()["y"]
    later.click()
    expect(page.locator(".vr-annotation.vr-open")).to_have_count(1)
    assert abs(later.bounding_box()["y"] - before) < 2


# -- where there is room ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1220, 1440, 2560])
@pytest.mark.parametrize("edition", [REAL, HARD, "hebrew/genesis/"])
def test_notes_are_level_with_their_words_and_cover_nothing(open_either, edition, width) -> None:
    page = open_either(edition, width=width)
    settle(page)
    assert find_misplaced(page) == []


def test_no_note_of_the_real_edition_stands_far_below_its_words(page) -> None:
    settle(page)
    far = page.locator(".vr-annotation").evaluate_all(
        """notes => notes.filter((note) => {
          const words = document.querySelector(`.vr-lemma[data-annotations~="${note.id.slice(5)}"]`);
          return note.getBoundingClientRect().top - words.getBoundingClientRect().bottom > innerHeight / 3;
        }).map((note) => note.id)"""
    )
    assert far == []


def test_a_note_out_of_its_place_is_noticed(page) -> None:
    settle(page)
    move = "(note, by) => (note.style.marginTop = by)"
    page.locator("#note-the-disclaimer").evaluate(move, "60px")
    page.locator("#note-child-adoptions").evaluate(move, "-40px")
    found = "; ".join(find_misplaced(page))
    assert "note-the-disclaimer is " in found
    assert "vr-annotation in #note-child-adoptions covers" in found


@pytest.mark.parametrize("edition", [REAL, HARD])
def test_nothing_is_covered_whichever_note_is_opened(open_either, edition) -> None:
    page = open_either(edition)
    faults = []
    for sign in page.locator(".vr-noteref, .vr-correction").all()[:40]:
        sign.evaluate(ACTIVATE)
        faults += [f"{sign.get_attribute('href')}: {fault}" for fault in find_misplaced(page, WIDE)]
    assert faults == []


@pytest.mark.parametrize("edition", [REAL, HARD])
def test_nothing_is_covered_by_an_essay_that_opens(open_either, edition) -> None:
    page = open_either(edition)
    essays = page.locator(".vr-card summary").all()
    assert essays
    for essay in essays:
        essay.click()
        settle(page)
        assert find_misplaced(page) == []


def test_notes_follow_their_words_when_the_window_or_the_text_changes(page) -> None:
    page.get_by_role("button", name="Display").click()
    for size in ("very large", "smaller"):
        page.get_by_label("Size of the text").select_option(size)
        page.wait_for_timeout(100)  # until the panel's own choice is remembered and applied
        settle(page)
        assert find_misplaced(page) == []
    page.keyboard.press("Escape")
    for width in (1300, 800, 1900):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        if width > 1220:
            assert find_misplaced(page) == []
    page.evaluate("document.documentElement.style.fontSize = '115%'")
    settle(page)
    assert find_misplaced(page) == []


# -- nothing jumps ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize("edition", [REAL, HARD])
def test_nothing_jumps_while_the_page_loads_and_is_read_to_its_end(
    open_either, edition, width
) -> None:
    page = open_either(edition, width=width)
    settle(page)
    page.evaluate(
        """async () => {
          for (let step = 0; step < 30; step++) {
            scrollBy(0, innerHeight);
            await new Promise(requestAnimationFrame);
          }
        }"""
    )
    assert page.evaluate(MEASURE_SHIFT) < STEADY


def test_a_jump_is_noticed(page) -> None:
    settle(page)
    page.locator(".vr-titlepage").evaluate("block => (block.style.marginTop = '200px')")
    assert page.evaluate(MEASURE_SHIFT) > STEADY


def test_a_page_that_shows_no_italics_is_set_in_its_own_face(open_hard) -> None:
    page = open_hard("hebrew/genesis/", width=375)
    settle(page)
    settle_without_fonts(page)
    assert page.evaluate(SHOWS_ITS_FACE)


@pytest.mark.parametrize("edition", [REAL, HARD])
def test_fonts_that_come_late_wait_for_the_next_page_and_move_nothing(open_either, edition) -> None:
    page = open_either(edition, PLAIN_FILE)
    address = page.url.removesuffix(PLAIN_FILE) + edition
    release = hold_fonts(page.context)
    page.goto(address, wait_until="domcontentloaded")
    expect(page.locator(PLACED).first).to_be_attached()
    settle_without_fonts(page)
    assert find_misplaced(page) == []
    where = "all => all.map((one) => one.getBoundingClientRect().toJSON())"
    before = page.locator(".vr-lemma, .vr-annotation").evaluate_all(where)
    release()
    page.wait_for_load_state()
    settle(page)
    assert page.locator(".vr-lemma, .vr-annotation").evaluate_all(where) == before
    assert page.evaluate(MEASURE_SHIFT) < STEADY
    page.context.unroute("**/*.woff2")
    page.goto(address)
    settle(page)
    assert page.evaluate(SHOWS_ITS_FACE)
    assert find_misplaced(page) == []


def test_a_word_of_another_script_does_not_make_the_fonts_late(open_page) -> None:
    page = open_page(PLAIN_FILE)
    page.context.route("**/cyrillic-*.woff2", lambda route: None)
    page.goto(page.url.removesuffix(PLAIN_FILE) + REAL, wait_until="domcontentloaded")
    expect(page.locator(PLACED).first).to_be_attached()
    settle_without_fonts(page)
    assert page.evaluate(SHOWS_ITS_FACE)


# -- long notes ------------------------------------------------------------------------------------


def test_a_long_note_shows_its_beginning_and_more_and_unfolds_at_a_click(page) -> None:
    settle(page)
    note = page.locator("#note-the-moscow-times")
    body = note.locator(".vr-note-body")
    assert body.evaluate(IS_CUT)
    assert "more" in note.evaluate(MORE)
    note.click(position={"x": 60, "y": 40})
    assert not body.evaluate(IS_CUT)
    assert "more" not in note.evaluate(MORE)
    expect(note).to_be_focused()
    page.keyboard.press("Escape")
    expect(sign_of(page, "the-moscow-times")).to_be_focused()
    assert body.evaluate(IS_CUT)


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_a_note_that_an_address_opened_is_closed_like_any_other(open_page, width) -> None:
    page = open_page(REAL + "#note-the-moscow-times", width=width)
    settle(page)
    note = page.locator("#note-the-moscow-times")
    body = note.locator(".vr-note-body")
    expect(note).to_be_focused()
    assert not body.evaluate(IS_CUT)
    page.keyboard.press("Escape")
    expect(sign_of(page, "the-moscow-times")).to_be_focused()
    settle(page)
    if width == 1440:
        assert body.evaluate(IS_CUT)
        assert find_misplaced(page) == []
        page.locator("#p9 .vr-number").focus()
        page.mouse.move(5, 5)
        assert note.evaluate("note => getComputedStyle(note).boxShadow") == "none"
    else:
        expect(note).to_be_hidden()
    page.reload()
    expect(note).to_be_focused()
    assert not body.evaluate(IS_CUT)


@pytest.mark.parametrize("address", ["note-arms-for-iran", "correction-author-name"])
@pytest.mark.parametrize("scripts", [True, False])
def test_where_colours_are_forced_what_was_opened_has_a_frame(open_page, address, scripts) -> None:
    page = open_page(f"{REAL}#{address}", forced_colors="active", javascript=scripts)
    expect(page.locator(f"#{address}")).to_have_css("outline-style", "solid")


def test_escape_leads_back_to_the_words_of_a_note_that_tab_has_unfolded(page) -> None:
    note = page.locator("#note-the-moscow-times")
    note.locator("a").first.focus()
    assert not note.locator(".vr-note-body").evaluate(IS_CUT)
    page.keyboard.press("Escape")
    expect(sign_of(page, "the-moscow-times")).to_be_focused()
    assert note.locator(".vr-note-body").evaluate(IS_CUT)


def test_escape_leaves_the_note_in_which_the_focus_is_before_one_that_is_open(page) -> None:
    sign_of(page, "eased-visa-rules").click()
    page.locator("#note-the-moscow-times a").first.focus()
    page.keyboard.press("Escape")
    expect(sign_of(page, "the-moscow-times")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sign_of(page, "eased-visa-rules")).to_be_focused()


def test_a_short_note_is_whole(open_hard) -> None:
    page = open_hard(HARD)
    settle(page)
    note = page.locator("#note-sheet-40")
    assert not note.locator(".vr-note-body").evaluate(IS_CUT)
    assert note.evaluate(MORE) == "none"


def test_a_note_shortened_to_its_title_says_more_and_opens_at_a_click(open_hard) -> None:
    page = open_hard(HARD)
    settle(page)
    notes = page.locator("[id^=note-twelve-]").all()
    brief = [note for note in notes if not note.locator(".vr-note-body").is_visible()]
    assert brief
    for note in brief[:2]:
        assert "more" in note.evaluate(MORE)
        note.click(position={"x": 20, "y": 10})
        expect(note.locator(".vr-note-body")).to_be_visible()


# -- lighting --------------------------------------------------------------------------------------


def test_pointing_at_words_lights_their_note_and_the_other_way_round(page) -> None:
    words = page.locator('.vr-lemma[data-annotations="irritant"]').first
    note = page.locator("#note-irritant")
    dark = paint_of(words), paint_of(note)
    for pointed in (words, note):
        pointed.hover()
        assert paint_of(words) != dark[0]
        assert paint_of(note) != dark[1]
        page.mouse.move(5, 5)
        assert (paint_of(words), paint_of(note)) == dark


def test_focus_lights_as_pointing_does(page) -> None:
    words = page.locator('.vr-lemma[data-annotations="the-moscow-times"]').first
    note = page.locator("#note-the-moscow-times")
    other = page.locator("#note-phased-approach")
    dark = paint_of(words), paint_of(note)
    for focused in (sign_of(page, "the-moscow-times"), note.locator("a").first):
        focused.focus()
        assert paint_of(words) != dark[0]
        assert paint_of(note) != dark[1]
        assert paint_of(other) == dark[1]
        page.locator("#p9 .vr-number").focus()
        assert (paint_of(words), paint_of(note)) == dark


def test_all_words_of_a_lemma_are_lit_though_others_cross_them(open_hard) -> None:
    page = open_hard(HARD)
    sign_of(page, "twelve-4").focus()
    lit = page.locator("#p2 .vr-lemma").evaluate_all(
        "all => all.filter(one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)')"
        ".map(one => one.textContent).join('')"
    )
    assert lit == "on a rising tide"


# -- where there is less room ----------------------------------------------------------------------


@pytest.mark.parametrize("by", ["words", "sign", "key"])
def test_on_a_middle_page_a_note_opens_under_its_paragraph(open_page, by) -> None:
    page = open_page(REAL, width=768)
    note = page.locator("#note-child-adoptions")
    sign = sign_of(page, "child-adoptions")
    expect(note).to_be_hidden()
    if by == "words":
        page.locator('.vr-lemma[data-annotations="child-adoptions"]').first.click()
    elif by == "sign":
        sign.click()
    else:
        sign.press("Enter")
    expect(note).to_be_focused()
    above, here, below = (
        page.locator(place).bounding_box() for place in ("#p1", "#note-child-adoptions", "#p2")
    )
    assert above["y"] + above["height"] <= here["y"]
    assert here["y"] + here["height"] <= below["y"]
    expect(page.locator("#note-eased-visa-rules")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(sign).to_be_focused()


def test_the_sign_and_the_cross_close_what_the_sign_has_opened(open_page) -> None:
    page = open_page(REAL, width=768)
    note, sign = page.locator("#note-the-reset"), sign_of(page, "the-reset")
    sign.click()
    expect(note).to_be_visible()
    sign.click()
    expect(note).to_be_hidden()
    sign.click()
    note.get_by_role("button", name="Back to the text").click()
    expect(note).to_be_hidden()
    expect(sign).to_be_focused()


def test_one_note_gives_way_to_the_next(open_page) -> None:
    page = open_page(REAL, width=768)
    sign_of(page, "eased-visa-rules").click()
    sign_of(page, "child-adoptions").click()
    expect(page.locator("#note-eased-visa-rules")).to_be_hidden()
    expect(page.locator("#note-child-adoptions")).to_be_focused()
    expect(page.get_by_role("button", name="Back to the text")).to_have_count(1)


@pytest.mark.parametrize("edition", [REAL, HARD])
def test_on_a_telephone_a_note_is_a_sheet_and_its_words_stay_in_sight(open_either, edition) -> None:
    page = open_either(edition, **PHONE)
    header = page.locator(".md-header").bounding_box()["height"]
    signs = page.locator(".vr-noteref, .vr-correction").all()
    for sign in (*signs[:14], *signs[-3:]):
        name = sign.get_attribute("href")
        sign.evaluate("sign => sign.scrollIntoView({ block: 'end' })")
        sign.tap()
        note = page.locator(name)
        expect(note).to_be_focused()
        settle(page)
        sheet, words = note.bounding_box(), sign.bounding_box()
        assert sheet["x"] == 0, name
        assert sheet["width"] == 375, name
        assert sheet["y"] + sheet["height"] == pytest.approx(667, abs=1), name
        assert words["y"] + words["height"] <= sheet["y"], name
        assert words["y"] >= header, name
        page.get_by_role("button", name="Back to the text").tap()
        expect(note).to_be_hidden()


def test_a_tap_on_words_opens_their_sheet_which_scrolls_by_itself(open_hard) -> None:
    page = open_hard(HARD, **PHONE)
    page.locator('.vr-lemma[data-annotations="four-hundred"]').tap()
    note = page.locator("#note-four-hundred")
    expect(note).to_be_focused()
    assert note.bounding_box()["height"] < 667 * 0.7
    assert note.evaluate("note => note.scrollHeight > note.clientHeight")
    close = page.get_by_role("button", name="Back to the text").bounding_box()
    assert min(close["width"], close["height"]) >= 24


def test_an_open_note_outlives_a_change_of_width(open_page) -> None:
    page = open_page(REAL, width=768)
    sign_of(page, "child-adoptions").click()
    for width in (1440, 375, 768):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        expect(page.locator("#note-child-adoptions")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    settle(page)
    assert find_strays(page) == []
    expect(page.locator("#note-eased-visa-rules")).to_be_visible()


# -- nothing is out of reach -----------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_every_note_and_correction_opens_from_its_sign(open_page, width) -> None:
    page = open_page(REAL, width=width)
    assert open_all(page) == []


@pytest.mark.parametrize("width", [375, 768, 1440])
def test_every_note_of_a_hard_text_opens_from_its_sign(open_hard, width) -> None:
    page = open_hard(HARD, width=width)
    assert open_all(page) == []


def open_all(page: Page) -> list[str]:
    """Open each note as a key does, close it, and return those that could not be read, or led back elsewhere."""
    settle(page)
    return page.evaluate(
        f"""() => {{
          const isRead = {IS_READ};
          const missed = [];
          const signs = [...document.querySelectorAll(".vr-noteref, .vr-correction")];
          for (const note of document.querySelectorAll(".vr-annotation, .vr-emendation")) {{
            const sign = signs.find((one) => one.hash === `#${{note.id}}`);
            if (!sign?.checkVisibility()) missed.push(`${{note.id}} has no sign`);
            sign.scrollIntoView({{ block: "nearest" }});
            sign.focus();
            sign.click();
            if (!isRead(note)) missed.push(note.id);
            document.dispatchEvent(new KeyboardEvent("keydown", {{ key: "Escape" }}));
            if (document.activeElement !== sign) missed.push(`back from ${{note.id}}`);
          }}
          return missed;
        }}"""
    )


@pytest.mark.parametrize("width", [768, 375])
def test_words_of_a_folded_note_are_found_and_shown(open_page, width) -> None:
    page = open_page(PLAIN_FILE, width=width)
    note = page.locator("#note-eased-visa-rules")
    words = "any%20number%20of%20journeys"
    page.goto(f"{page.url.removesuffix(PLAIN_FILE)}{REAL}#:~:text={words}")
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    expect(page.locator("#note-child-adoptions")).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_without_scripts_every_note_is_shown(open_page, width) -> None:
    page = open_page(REAL, width=width, javascript=False)
    for note in page.locator(".vr-annotation").all():
        expect(note).to_be_visible()
