"""The picture laid out: boxes, lanes and lines with their coordinates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tapstack.findings.picture import Picture
from tapstack.report.html.graph.columns import columns
from tapstack.report.html.graph.lines import across, inside
from tapstack.report.html.resources import ResourceEntry

WIDTH, HEIGHT = 212, 44
_GAP_X, _GAP_Y, _EDGE, _HEAD, _BETWEEN = 52, 12, 24, 44, 110
_LETTERS, _TYPE = 21, 26


class Box(NamedTuple):
    """A resource: the upper left corner, what is written, and its entry."""

    x: int
    y: int
    name: str
    type: str
    entry: ResourceEntry


class Lane(NamedTuple):
    """A region: where its lane is, and the captions of its steps of creation (x, number)."""

    region: str
    x: int
    y: int
    width: int
    height: int
    steps: Sequence[tuple[int, int]]


class Line(NamedTuple):
    """From the box that needs to the box that is needed, by the numbers of their entries; ``kind`` is how."""

    path: str
    start: int
    end: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Board:
    """One picture. ``outside`` are links to what no stack makes, which have no box."""

    file: str
    width: int
    height: int
    lanes: Sequence[Lane]
    boxes: Sequence[Box]
    needs: Sequence[Line]
    links: Sequence[Line]
    outside: int


def board(picture: Picture, entries: Sequence[ResourceEntry]) -> Board:
    """``entries`` are those of all resources of the report."""
    own = {(one.placed.region, one.placed.name): one for one in entries if one.file == picture.file}
    lanes, boxes, top, widest = list[Lane](), dict[tuple[str, str], Box](), 2 * _EDGE, 0
    for region in picture.regions:
        lane, members = _lane(picture, region, top, own)
        lanes.append(lane)
        boxes |= members
        top += lane.height + _BETWEEN
        widest = max(widest, lane.width)
    links = [line for line in _links(picture, boxes) if line]
    return Board(
        file=picture.file,
        width=widest + 2 * _EDGE,
        height=max(top - _BETWEEN, 0) + _EDGE,
        lanes=[lane._replace(width=widest) for lane in lanes],
        boxes=list(boxes.values()),
        needs=list(_needs(picture, boxes)),
        links=links,
        outside=len(picture.bridges) - len(links),
    )


def _lane(
    picture: Picture, region: str, top: int, own: Mapping[tuple[str, str], ResourceEntry]
) -> tuple[Lane, dict[tuple[str, str], Box]]:
    resources = [one for one in picture.resources if one.region == region]
    cells = columns(resources, [one for one in picture.dependencies if one.region == region])
    boxes = {}
    for one in resources:
        column, row = cells[one.name]
        x, y = _EDGE * 2 + column * (WIDTH + _GAP_X), top + _HEAD + row * (HEIGHT + _GAP_Y)
        boxes[region, one.name] = Box(
            x, y, _short(one.name), _short(one.type.removeprefix("AWS::"), _TYPE), own[region, one.name]
        )
    rows = max((row for _, row in cells.values()), default=-1) + 1
    wide = max((column for column, _ in cells.values()), default=-1) + 1
    steps: dict[int, int] = {}
    for one in resources:
        if one.step:
            x = boxes[region, one.name].x
            steps[one.step] = min(steps.get(one.step, x), x)
    lane = Lane(
        region=region,
        x=_EDGE,
        y=top,
        width=wide * (WIDTH + _GAP_X) - _GAP_X + 2 * _EDGE,
        height=_HEAD + rows * (HEIGHT + _GAP_Y) + _GAP_Y,
        steps=[(x, step) for step, x in sorted(steps.items())],
    )
    return lane, boxes


def _needs(picture: Picture, boxes: Mapping[tuple[str, str], Box]) -> Iterator[Line]:
    for one in picture.dependencies:
        start, end = boxes.get((one.region, one.dependent)), boxes.get((one.region, one.dependency))
        if start and end:
            path = inside(end.x + WIDTH, end.y + HEIGHT // 2, start.x, start.y + HEIGHT // 2)
            title = f"{one.dependent} needs {one.dependency}: {one.kind}"
            yield Line(path, start.entry.number, end.entry.number, "need", title)


def _links(picture: Picture, boxes: Mapping[tuple[str, str], Box]) -> Iterator[Line | None]:
    for one in picture.bridges:
        start, end = boxes.get((one.region, one.name)), boxes.get((one.to, one.target))
        if not start or not end:
            yield None
            continue
        down = end.y > start.y
        from_y, to_y = (start.y + HEIGHT, end.y) if down else (start.y, end.y + HEIGHT)
        title = f"{one.name} in {one.region} refers to {one.target} in {one.to} by {one.at}: {one.moment}"
        path = across(start.x + WIDTH // 2, from_y, end.x + WIDTH // 2, to_y)
        yield Line(path, start.entry.number, end.entry.number, one.moment, title)


def _short(text: str, letters: int = _LETTERS) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
