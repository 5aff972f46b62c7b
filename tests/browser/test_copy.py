"""What is copied of the text is its prose and nothing else."""

from clipboard import Clipboard, fill_clipboard, read_clipboard
from selecting import find_text, select_words

EDITION = "holding-the-reset-hostage/"
TALL = 3000


def copy(page) -> Clipboard:
    page.keyboard.press("Control+c")
    return read_clipboard(page)


def test_paragraphs_are_copied_without_notes_numbers_and_signs(open_page) -> None:
    page = open_page(EDITION, height=TALL)
    select_words(page, "p1", "U.S.-Russian relations are", to=("p3", find_text(page, "p3")[-40:]))
    held = copy(page)
    words = [find_text(page, name) for name in ("p1", "p2", "p3")]
    assert held.text == "\n\n".join(words)
    assert held.html.count("<p>") == 3
    for gone in ("¶", "class", "<mark", "<span", "data-", "style", "<a", "id="):
        assert gone not in held.html.partition("<p>")[2]


def test_a_selection_may_begin_and_end_inside_a_word_of_a_mark(open_page) -> None:
    page = open_page(EDITION, height=TALL)
    text, other = find_text(page, "p1"), find_text(page, "p2")
    select_words(page, "p1", "sa rules", to=("p2", other[:25]))
    held = copy(page)
    assert held.text == f"{text[text.index('sa rules') :]}\n\n{other[:25]}"
    assert "<p>sa rules and child adoptions as" in held.html
    assert f"{other[:25]}</p>" in held.html


def test_some_words_of_a_line_are_no_paragraph(open_page) -> None:
    page = open_page(EDITION, height=TALL)
    select_words(page, "p1", "eased visa rules and child")
    held = copy(page)
    assert held.text == "eased visa rules and child"
    assert "<p>" not in held.html
    assert "eased visa rules and child" in held.html


def test_everything_selected_is_the_whole_text(open_page) -> None:
    page = open_page(EDITION)
    page.keyboard.press("Control+a")
    held = copy(page)
    texts = page.evaluate("[...document.querySelectorAll('.vr-text')].map(e => e.textContent)")
    assert held.text == "\n\n".join(texts)
    assert "<h1>Holding the Reset Hostage</h1>" in held.html


def test_lists_quotations_and_tables_keep_their_form(open_hard) -> None:
    page = open_hard("hard/", height=1200)
    select_words(page, "l1", "Within it", to=("q1", "Its second paragraph ends it."))
    held = copy(page)
    listed, quoted = find_text(page, "l1"), find_text(page, "q1")
    assert held.text == f"{listed[listed.index('Within it') :]}\n\n{quoted}"
    assert "<ol><li><ul><li>Within it is another,</li>" in held.html
    assert "<li>The second has none.</li></ol>" in held.html
    assert "<blockquote><p>A quotation of two" in held.html

    select_words(page, "t1", "Port 1", to=("t1", "204 casks"))
    held = copy(page)
    assert held.text.splitlines()[:2] == ["Port 1", "101 casks"]
    assert held.text.splitlines()[-1] == "204 casks"
    assert held.html.count("<tr>") == 2
    assert held.html.count("<td>") == 18, "a row of which some was taken has all its columns"


def test_lines_of_verse_stay_lines(open_hard) -> None:
    page = open_hard("hard/", height=1200)
    select_words(page, "v1", "shorter one,", to=("v1", "the lemma"))
    held = copy(page)
    assert held.text == "shorter one,\na third, to which the lemma"
    assert "<p>shorter one,<br>" in held.html


def test_what_was_printed_is_copied_as_it_is_shown(open_page) -> None:
    page = open_page(EDITION, height=TALL)
    page.locator('[data-layer="printed"]').click()
    block = page.locator(".vr-block:has(.vr-as-printed)", has_text="Suelo").get_attribute("id")
    text = find_text(page, block)
    assert "Alejandro Suelo" in text
    select_words(page, block, text)
    held = copy(page)
    assert held.text == text
    assert "Alejandro Suelo" in held.html
    assert "<span" not in held.html.partition("<p>")[2]


def test_a_paragraph_split_by_the_edition_is_copied_as_it_was_printed(open_hard) -> None:
    page = open_hard("hard/?view=printed", height=TALL)
    first, second = (
        page.locator(".vr-block", has=page.get_by_text(words)).get_attribute("id")
        for words in ("Here one thing", "Here another begins")
    )
    select_words(page, first, "one thing", to=(second, "another begins"))
    held = copy(page)
    assert held.text == "one thing ends. Here another begins"
    assert "one thing ends. Here another begins</p>" in held.html


def test_words_of_a_note_are_left_to_the_browser(open_page) -> None:
    page = open_page(EDITION, height=TALL)
    fill_clipboard(page)
    note = page.locator("#note-eased-visa-rules .vr-kind")
    box = note.bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 60, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    selected = page.evaluate("getSelection().toString()")
    assert "Context" in selected
    assert copy(page).text == selected
