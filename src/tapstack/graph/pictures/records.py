"""The picture of a StackSet as plain records, for reports, which know no graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tapstack.findings.picture import Bridge, Dependency, Picture, PlacedResource
from tapstack.graph.links import Link
from tapstack.graph.model import Graph
from tapstack.graph.pictures.stack import arrows
from tapstack.graph.stackset import StackSet
from tapstack.render.pattern import shown

LineOf = Callable[[str, str], int | None]


def picture(file: str, stackset: StackSet, links: Iterable[Link], line_of: LineOf) -> Picture:
    """``line_of`` gives the line in which a resource of a region (region, logical id) is declared."""
    return Picture(
        file=file,
        regions=tuple(stackset.regions),
        resources=tuple(one for graph in stackset.graphs.values() for one in _placed(graph, stackset, line_of)),
        dependencies=tuple(one for graph in stackset.graphs.values() for one in _dependencies(graph)),
        bridges=tuple(map(_bridge, links)),
    )


def _placed(graph: Graph, stackset: StackSet, line_of: LineOf) -> Iterator[PlacedResource]:
    steps = {name: number for number, names in enumerate(graph.order, start=1) for name in names}
    types = {item.logical_id: item.type for item in stackset.of_type(region=graph.region)}
    for name in graph.nodes:
        yield PlacedResource(graph.region, name, types.get(name, ""), steps.get(name), line_of(graph.region, name))


def _dependencies(graph: Graph) -> Iterator[Dependency]:
    for (dependent, dependency), kinds in arrows(graph).items():
        yield Dependency(graph.region, dependent, dependency, kinds)


def _bridge(link: Link) -> Bridge:
    target = link.target.logical_id if link.target else shown(link.text)
    return Bridge(
        link.item.region, link.item.logical_id, link.region, target, link.at.label, str(link.moment), link.exists
    )
