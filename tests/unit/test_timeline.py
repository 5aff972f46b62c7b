"""Events at their true places in time: the scale as numbers, the figure as a reader meets it."""

from dataclasses import replace

import html5lib
import pytest
from test_render_pages import make_edition, prose

from variorum.model import Edition, Target, TimelineRow
from variorum.render.scale import Extent, find_cuts, list_ticks, make_scale, read_extent
from variorum.render.timeline import render_timeline


def make_timeline(*days: str, **changes: object) -> Edition:
    rows = tuple(TimelineRow(day, f"Event of {day}", prose(), ()) for day in days)
    return replace(make_edition(timeline=rows), **changes)


def parse(edition: Edition):
    html = render_timeline(edition, root="../")
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def find(edition: Edition, path: str):
    return parse(edition).findall(f".//{path}")


def list_names(edition: Edition) -> list[str]:
    return ["".join(link.itertext()) for link in find(edition, "figure//a")]


def find_drawn(edition: Edition, name: str):
    return [item for item in parse(edition).iter() if name in (item.get("class") or "").split()]


def read(value: str) -> float:
    return float(value.removesuffix("%"))


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ("2010", 2010, 2011),
        ("2010-01", 2010, 2010 + 31 / 365),
        ("2012-02", 2012 + 31 / 366, 2012 + 60 / 366),
        ("2010-12", 2010 + 334 / 365, 2011),
        ("2010-01-01", 2010, 2010),
        ("2012-12-31", 2012 + 365 / 366, 2012 + 365 / 366),
        ("0001-01-01", 1, 1),
    ],
)
def test_a_date_covers_as_much_time_as_it_says(day, start, end):
    assert read_extent(day).start == pytest.approx(start)
    assert read_extent(day).end == pytest.approx(end)


def test_time_between_the_first_and_the_last_event_runs_evenly():
    scale = make_scale([Extent(year, year) for year in (2000, 2001, 2004)], rows=4)
    assert scale.place(2000) == pytest.approx(1 / 8)
    assert scale.place(2004) == pytest.approx(7 / 8)
    assert scale.place(2001) - scale.place(2000) == pytest.approx(3 / 16)
    assert scale.place(2002) == pytest.approx(1 / 2)


def test_a_silence_longer_than_all_else_is_cut_and_what_is_left_is_to_one_scale():
    extents = [Extent(year, year) for year in (1900, 1900.5, 1901, 2000, 2001, 2003)]
    assert find_cuts(extents) == (Extent(1901, 2000),)
    scale = make_scale(extents, rows=10)
    first = scale.place(1901) - scale.place(1900)
    second = scale.place(2003) - scale.place(2000)
    assert second == pytest.approx(3 * first)
    assert [piece.is_cut for piece in scale.pieces] == [False, True, False]


def test_years_with_few_events_leave_the_line_to_those_with_many():
    sparse, dense = [1972, 1987, 2001], [2008 + number / 4 for number in range(40)]
    extents = [Extent(year, year) for year in (*sparse, *dense)]
    assert find_cuts(extents) == (Extent(1972, 1987), Extent(1987, 2001), Extent(2001, 2008))
    scale = make_scale(extents, rows=len(extents))
    assert scale.place(2008) < 6 / len(extents)


@pytest.mark.parametrize(
    "years",
    [
        (1900, 1901, 2000),
        (1900, 1920, 1940, 1960, 1980, 2000),
        (2000, 2000.01, 2000.02, 2000.03, 2000.04, 2000.9),
        (1900, 1900, 1900, 1900, 1900, 2000),
    ],
    ids=["few events", "even", "less than a year", "the same day, and another"],
)
def test_a_silence_is_not_cut_where_nothing_is_gained(years):
    assert find_cuts([Extent(year, year) for year in years]) == ()


def test_a_year_that_is_still_running_is_no_silence():
    days = [Extent(year, year) for year in (1901, 1902, 1903, 1904, 1991)]
    assert find_cuts([*days, Extent(1990, 1990)]) == (Extent(1904, 1990),)
    assert find_cuts([Extent(1900, 1990), *days]) == ()


@pytest.mark.parametrize(
    ("first", "last", "rows", "years"),
    [
        (2009.5, 2012.5, 20, [2010, 2011, 2012]),
        (1900.0, 2000.0, 6, [1900, 1920, 1940, 1960, 1980, 2000]),
        (2011.2, 2011.8, 5, [2011]),
        (2011.2, 2011.2, 1, [2011]),
    ],
)
def test_years_are_written_as_close_as_they_can_be_read(first, last, rows, years):
    scale = make_scale([Extent(first, first), Extent(last, last)], rows=rows)
    assert [tick.year for tick in list_ticks(scale) if tick.year is not None] == years


def test_the_figure_names_every_event_in_the_order_of_time_and_leads_to_it():
    edition = make_timeline("2012", "2010-05-03", "2011-07-18")
    assert list_names(edition) == [
        "3 May 2010 Event of 2010-05-03",
        "18 July 2011 Event of 2011-07-18",
        "18 July 2011 “The Hostage” is published",
        "2012 Event of 2012",
    ]
    links = [link.get("href") for link in find(edition, "figure//a")]
    assert links == ["#event-2", "#event-3", "../", "#event-1"]
    assert [item.get("id") for item in find(edition, "ol/li[@id]")] == [
        "event-1",
        "event-2",
        "event-3",
    ]


def test_the_work_itself_has_a_mark_of_its_own():
    assert len(find_drawn(make_timeline("2010", "2012"), "vr-mark")) == 3
    [mark] = [
        dot
        for dot in find_drawn(make_timeline("2010", "2012"), "vr-work")
        if dot.tag.endswith("circle")
    ]
    # 2010 and 2012 in three rows: the first at 1/6, the end of the last at 5/6
    assert read(mark.get("cy")) == pytest.approx(100 / 6 + 200 / 3 * (1.5425 / 3), abs=0.1)


def test_a_year_is_drawn_as_long_as_it_is_and_a_day_as_a_point():
    assert len(find_drawn(make_timeline("2010", "2012-04", "2012-05-01"), "vr-extent")) == 2


def test_lines_from_marks_to_names_do_not_cross():
    days = ["2011", "2011-03", "2011-03-17", "2009-02-07", "1972-05-26", "2011-03-17", "2013"]
    leads = find_drawn(make_timeline(*days), "vr-leader")
    places = [(read(lead.get("y1")), read(lead.get("y2"))) for lead in leads[::2]]
    assert places == sorted(places)
    assert len({row for _, row in places}) == len(days) + 1


def test_events_of_one_day_share_a_place_and_have_a_row_each():
    marks = find_drawn(make_timeline("2011-07-18", "2011-07-18"), "vr-mark")
    assert len(marks) == 3
    assert {mark.get("cy") for mark in marks} == {"50%"}


def test_a_cut_says_how_long_it_is():
    days = ("1972-05-26", "2010-01-01", "2010-03-01", "2011-01-01", "2012-01-01")
    edition = make_timeline(*days)
    assert [text.text for text in find_drawn(edition, "vr-silence")] == ["37 years"]
    assert "dotted" in "".join(find(edition, "figcaption")[0].itertext())
    even = make_timeline("2010-01-01", "2012-01-01")
    assert "dotted" not in "".join(find(even, "figcaption")[0].itertext())


def test_two_hundred_events_stay_within_the_figure():
    days = [f"{1800 + number % 60}-{number % 12 + 1:02}" for number in range(200)]
    edition = make_timeline(*days)
    assert len(list_names(edition)) == 201
    places = [
        read(value)
        for item in parse(edition).iter()
        for name in ("cy", "y1", "y2", "y")
        if (value := item.get(name))
    ]
    assert min(places) >= 0
    assert max(places) <= 100


def test_the_drawing_is_silent_and_has_no_colours_of_its_own():
    [drawing] = [item for item in parse(make_timeline("2010")).iter() if item.tag.endswith("svg")]
    assert drawing.get("aria-hidden") == "true"
    assert not any(
        item.get(name) for item in drawing.iter() for name in ("style", "fill", "stroke")
    )


def test_in_a_page_from_right_to_left_the_line_stands_at_the_right(monkeypatch):
    import variorum.render.timeline as module
    from variorum.wording import find_wording

    left = find_drawn(make_timeline("2010"), "vr-axis")[0].get("x1")
    wording = find_wording("en")
    monkeypatch.setattr(wording, "page", {"lang": "ar", "dir": "rtl"})
    monkeypatch.setattr(module, "wording_of", lambda edition: wording)
    edition = make_timeline("2010")
    assert read(find_drawn(edition, "vr-axis")[0].get("x1")) == 100 - read(left)
    assert read(find_drawn(edition, "vr-year")[0].get("x")) > 50


def test_an_event_is_told_in_words_with_its_sources_and_its_paragraphs():
    row = TimelineRow("2011-07", "A visit", prose("They met."), (Target("", "p1"),))
    [event] = find(make_edition(timeline=(row,)), "ol/li[@id='event-1']")
    assert "".join(event.find("time").itertext()) == "July 2011"
    assert event.find(".//h2").text == "A visit"
    assert [link.get("href") for link in event.iter("a")] == ["../sources/#ref-treaty", "../#p1"]
