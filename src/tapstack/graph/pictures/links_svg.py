"""Links between regions as an SVG picture: a column for each region, a curve for each link."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.graph.links import Moment
from tapstack.graph.pictures.board import Arrow, Board
from tapstack.graph.pictures.labels import svg_label
from tapstack.graph.pictures.links_text import said

_WIDTH, _HEIGHT, _STEP, _GAP, _TOP, _EDGE = 300, 24, 34, 320, 96, 24
_COLOURS = {Moment.CREATION: "#b3261e", Moment.RUN_TIME: "#1f5fa8", Moment.PERMISSION: "#8a8f98"}
_DASHES = {Moment.CREATION: "", Moment.RUN_TIME: "", Moment.PERMISSION: ' stroke-dasharray="3 4"'}
_LETTERS = 38
_STYLE = "text{font:13px sans-serif;fill:#1c1e21}.region{font-weight:bold;font-size:15px}.small{font-size:11px}"

Places = dict[tuple[str, str], tuple[int, int]]


def svg(board: Board) -> str:
    """An SVG document; it holds no script and loads nothing."""
    places = _places(board)
    columns, rows = max(len(board.columns), 1), max([*map(len, board.columns.values()), 1])
    width, height = _EDGE * 2 + columns * _WIDTH + (columns - 1) * _GAP, _TOP + rows * _STEP + _EDGE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    body = [*_legend(), *_curves(board, places), *_boxes(board, places)]
    return "\n".join([head, f"<style>{_STYLE}</style>", ground, *body, "</svg>"]) + "\n"


def _places(board: Board) -> Places:
    """The upper left corner of each box."""
    return {
        (region, name): (_EDGE + column * (_WIDTH + _GAP), _TOP + row * _STEP)
        for column, (region, names) in enumerate(board.columns.items())
        for row, name in enumerate(names)
    }


def _boxes(board: Board, places: Places) -> Iterator[str]:
    missing = {arrow.end for arrow in board.arrows if arrow.missing}
    for column, region in enumerate(board.columns):
        left = _EDGE + column * (_WIDTH + _GAP)
        yield f'<text class="region" x="{left}" y="{_TOP - 16}">{svg_label(region)}</text>'
    for place, (left, top) in places.items():
        line = "#b3261e" if place in missing else "#5f6673"
        box = f'x="{left}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" rx="4" fill="#f4f5f7" stroke="{line}"'
        yield f"<g><title>{svg_label(place[1])}</title><rect {box}/>"
        yield f'<text x="{left + 8}" y="{top + 16}">{svg_label(_short(place[1]))}</text></g>'


def _curves(board: Board, places: Places) -> Iterator[str]:
    order = sorted(board.arrows, key=lambda arrow: list(Moment).index(arrow.moment), reverse=True)
    for arrow in order:
        if arrow.start in places and arrow.end in places:
            yield _curve(arrow, places[arrow.start], places[arrow.end])


def _curve(arrow: Arrow, start: tuple[int, int], end: tuple[int, int]) -> str:
    onward = start[0] < end[0]
    x, y = start[0] + (_WIDTH if onward else 0), start[1] + _HEIGHT // 2
    to_x, to_y = end[0] + (0 if onward else _WIDTH), end[1] + _HEIGHT // 2
    bend = _GAP // 2 if onward else -(_GAP // 2)
    path = f"M{x},{y} C{x + bend},{y} {to_x - bend},{to_y} {to_x},{to_y}"
    colour = _COLOURS[arrow.moment]
    drawn = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{_DASHES[arrow.moment]}/>'
    tip = f'<circle cx="{to_x}" cy="{to_y}" r="3.5" fill="{colour}"/>'
    title = f"{arrow.start[1]} ({arrow.start[0]}) to {arrow.end[1]} ({arrow.end[0]}): {said(arrow)}"
    return f"<g><title>{svg_label(title)}</title>{drawn}{tip}</g>"


def _legend() -> Iterator[str]:
    words = {Moment.CREATION: "needed at creation", Moment.RUN_TIME: "used at run time", Moment.PERMISSION: "permitted"}
    for index, moment in enumerate(Moment):
        left = _EDGE + index * 200
        line = f'x1="{left}" y1="24" x2="{left + 36}" y2="24" stroke="{_COLOURS[moment]}" stroke-width="2"'
        yield f'<line {line}{_DASHES[moment]}/><text class="small" x="{left + 44}" y="28">{words[moment]}</text>'
    yield f'<text class="small" x="{_EDGE}" y="48">The dot is at what is referred to; no stack makes a red box.</text>'


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
