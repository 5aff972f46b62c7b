"""The map as an object of `edition.json`, with the fields of `map.yml`."""

from variorum.earth.sphere import Box, Point
from variorum.export.json_fields import Fields, describe_day, describe_prose, drop_unsaid
from variorum.model import Edition, Map, MapPlace, Prose


def describe_map(edition: Edition, chart: Map) -> Fields:
    """Return the map; distances bear their lengths, which its file has not."""

    def say(prose: Prose | None) -> Fields | None:
        return describe_prose(edition, prose) if prose else None

    fields = {
        "title": chart.title or None,
        "description": say(chart.description),
        "as-of": describe_day(chart.as_of),
        "view": {
            "middle": _describe_point(chart.view.middle),
            "width": chart.view.width,
            "height": chart.view.height,
        },
        "places": [_describe_place(place, say(place.text)) for place in chart.places],
        "ranges": [
            drop_unsaid(
                {
                    "from": item.centre.name,
                    "km": item.distance,
                    "label": item.label,
                    "text": say(item.text),
                }
            )
            for item in chart.ranges
        ],
        "areas": [
            drop_unsaid({"name": item.name, "country": item.country, "text": say(item.text)})
            for item in chart.areas
        ],
        "names": [
            {"name": item.name, "at": _describe_point(item.at), "kind": item.kind}
            for item in chart.names
        ],
        # whole, so that no machine's last digit shows
        "distances": [
            {"from": item.start.name, "to": item.end.name, "km": round(item.length)}
            for item in chart.distances
        ],
        "transfers": [
            {
                "from": item.giver,
                "to": item.taker,
                "within": _describe_box(item.within),
                "text": say(item.text),
            }
            for item in chart.transfers
        ],
    }
    return drop_unsaid(fields)


def _describe_place(place: MapPlace, text: Fields | None) -> Fields:
    fields = {
        "name": place.name,
        "at": _describe_point(place.at),
        "group": place.group,
        "text": text,
        "as-of": describe_day(place.as_of),
    }
    return drop_unsaid(fields)


def _describe_point(point: Point) -> list[float]:
    return [point.latitude, point.longitude]


def _describe_box(box: Box) -> Fields:
    return {"south": box.south, "west": box.west, "north": box.north, "east": box.east}
