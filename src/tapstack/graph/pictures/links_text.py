"""Links between regions as Mermaid or DOT text: a box for each region."""

from __future__ import annotations

from tapstack.graph.links import Moment
from tapstack.graph.pictures.board import Arrow, Board
from tapstack.graph.pictures.labels import dot_label, mermaid_label

_MERMAID = {Moment.CREATION: "==>", Moment.RUN_TIME: "-->", Moment.PERMISSION: "-.->"}
_DOT = {Moment.CREATION: "bold", Moment.RUN_TIME: "solid", Moment.PERMISSION: "dotted"}


def mermaid(board: Board) -> str:
    """A Mermaid flowchart; thick arrows are needed at creation, dotted ones are only permitted."""
    names = {
        (region, name): f"r{column}n{row}"
        for column, region in enumerate(board.columns)
        for row, name in enumerate(board.columns[region])
    }
    lines = ["flowchart LR"]
    for column, (region, members) in enumerate(board.columns.items()):
        boxes = [f'        {names[region, name]}["{mermaid_label(name)}"]' for name in members]
        lines += [f'    subgraph r{column}["{mermaid_label(region)}"]', *boxes, "    end"]
    for arrow in board.arrows:
        start, end = names[arrow.start], names.get(arrow.end, "outside")
        lines.append(f'    {start} {_MERMAID[arrow.moment]}|"{said(arrow)}"| {end}')
    return "\n".join(lines) + "\n"


def dot(board: Board) -> str:
    """A Graphviz digraph with a cluster for each region."""
    lines = ['digraph "links" {', "    rankdir=LR;", "    node [shape=box];"]
    for column, (region, members) in enumerate(board.columns.items()):
        nodes = [f"        {_node(region, name)} [label={dot_label(name)}];" for name in members]
        lines += [f"    subgraph cluster_{column} {{", f"        label={dot_label(region)};", *nodes, "    }"]
    for arrow in board.arrows:
        colour = ", color=red" if arrow.missing else ""
        ends = f"{_node(*arrow.start)} -> {_node(*arrow.end)}"
        lines.append(f"    {ends} [style={_DOT[arrow.moment]}, label={dot_label(said(arrow))}{colour}];")
    return "\n".join([*lines, "}"]) + "\n"


def said(arrow: Arrow) -> str:
    """An arrow in words: ``creation``, ``run time (3)``, ``run time, missing``."""
    number = f" ({arrow.count})" if arrow.count > 1 else ""
    return f"{arrow.moment}{number}{', missing' if arrow.missing else ''}"


def _node(region: str, name: str) -> str:
    return dot_label(f"{region}/{name}")
