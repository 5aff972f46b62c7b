"""The timeline: a figure in which time runs to scale, and the events in words."""

from dataclasses import dataclass

from variorum.model import Edition
from variorum.render.context import quote, render_page, render_places
from variorum.render.html import Html, element, escape, text_element
from variorum.render.places import render_knowledge, render_way_back
from variorum.render.scale import Extent, Scale, list_ticks, make_scale, read_extent
from variorum.wording import Wording, wording_of

# where things stand across the figure's drawing, in hundredths, from the side on which a line begins
_YEAR, _TICK, _PART, _LINE, _LEAD, _END = 38, 43, 47, 50, 55, 100


@dataclass(frozen=True, slots=True)
class _Mark:
    """A row of the figure: an event, or the work itself."""

    day: str
    label: str
    href: str
    is_work: bool = False

    @property
    def time(self) -> Extent:
        return read_extent(self.day)


def render_timeline(edition: Edition, *, root: str) -> Html:
    """Return the timeline: the figure, in the order of time, and the events, in the order of the file."""
    wording = wording_of(edition)
    rows = [
        element(
            "li",
            {"id": f"event-{number}"},
            text_element("time", {"datetime": row.date}, wording.spell_date(row.date)),
            element(
                "div",
                {},
                text_element("h2", wording.quoted, row.label),
                quote(row.text, wording, root=root),
                render_places(edition, row.targets, root=root),
            ),
        )
        for number, row in enumerate(edition.timeline, start=1)
    ]
    return render_page(
        edition,
        wording["context.timeline"],
        "vr-timeline",
        render_way_back(edition, root=root),
        render_knowledge(edition),
        _render_figure(edition, wording, root=root),
        element("ol", {"class": "vr-events"}, *rows),
    )


def _render_figure(edition: Edition, wording: Wording, *, root: str) -> Html:
    marks = [
        _Mark(row.date, row.label, f"#event-{number}")
        for number, row in enumerate(edition.timeline, start=1)
    ]
    said = wording.say("timeline.published", title=edition.title)
    marks.append(_Mark(edition.issued, said, root, is_work=True))
    marks.sort(key=lambda mark: (mark.time.start, mark.time.end))
    scale = make_scale([mark.time for mark in marks], rows=len(marks))
    has_cuts = any(piece.is_cut for piece in scale.pieces)
    caption = wording["timeline.scale-cut" if has_cuts else "timeline.scale"]
    return element(
        "figure",
        {"class": "vr-scale"},
        element(
            "div",
            {},
            _draw(marks, scale, wording),
            element("ol", {}, *(_render_mark(mark, wording) for mark in marks)),
        ),
        text_element("figcaption", {}, caption),
    )


def _render_mark(mark: _Mark, wording: Wording) -> Html:
    label = text_element("span", {} if mark.is_work else wording.quoted, mark.label)
    time = text_element("time", {"datetime": mark.day}, wording.spell_date(mark.day))
    link = element("a", {"href": mark.href}, time, escape(" "), label)
    return element("li", {"class": "vr-work" if mark.is_work else None}, link)


def _draw(marks: list[_Mark], scale: Scale, wording: Wording) -> Html:
    """Return the line with its marks; the list beside it says the same in words."""
    pen = _Pen(wording.page["dir"] == "rtl")
    drawn: list[Html] = []
    for piece in scale.pieces:
        name = "vr-cut" if piece.is_cut else "vr-axis"
        drawn.append(pen.line(name, (_LINE, piece.top), (_LINE, piece.bottom)))
        if piece.is_cut and (piece.bottom - piece.top) * scale.rows >= 1:
            words = wording.count(int(piece.time.length), "year")
            drawn.append(pen.write("vr-silence", (_YEAR, (piece.top + piece.bottom) / 2), words))
    for tick in list_ticks(scale):
        if tick.year is None:
            drawn.append(pen.line("vr-part", (_PART, tick.place), (_LINE, tick.place)))
        else:
            drawn.append(pen.line("vr-tick", (_TICK, tick.place), (_LINE, tick.place)))
            drawn.append(pen.write("vr-year", (_YEAR, tick.place), str(tick.year)))
    for number, mark in enumerate(marks):
        top, bottom = scale.place(mark.time.start), scale.place(mark.time.end)
        row = (number + 0.5) / len(marks)
        work = " vr-work" if mark.is_work else ""
        drawn.append(pen.line(f"vr-leader{work}", (_LEAD, top), (_END, row)))
        drawn.append(pen.line(f"vr-leader{work}", (_LINE, top), (_LEAD, top)))
        if bottom > top:
            drawn.append(pen.line(f"vr-extent{work}", (_LINE, top), (_LINE, bottom)))
        drawn.append(pen.dot(f"vr-mark{work}", (_LINE, top)))
    return element("svg", {"aria-hidden": "true", "focusable": "false"}, *drawn)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws at places given in hundredths across and in parts of 1 downwards: a drawing of any size."""

    is_mirrored: bool

    def line(self, name: str, start: tuple[float, float], end: tuple[float, float]) -> Html:
        (x1, y1), (x2, y2) = self._place(start), self._place(end)
        return element("line", {"class": name, "x1": x1, "y1": y1, "x2": x2, "y2": y2})

    def dot(self, name: str, at: tuple[float, float]) -> Html:
        x, y = self._place(at)
        return element("circle", {"class": name, "cx": x, "cy": y, "r": "4"})

    def write(self, name: str, at: tuple[float, float], words: str) -> Html:
        x, y = self._place(at)
        return text_element("text", {"class": name, "x": x, "y": y}, words)

    def _place(self, at: tuple[float, float]) -> tuple[str, str]:
        x, y = at
        return f"{100 - x if self.is_mirrored else x:g}%", f"{round(y * 100, 2):g}%"
