"""The graph of one region as Mermaid or DOT text."""

from collections.abc import Iterator

from tapstack.graph.model import Graph
from tapstack.graph.pictures.labels import dot_label, mermaid_label


def mermaid(graph: Graph) -> str:
    """A Mermaid flowchart; arrows run from the dependent to what it needs."""
    names = {node: f"n{index}" for index, node in enumerate(graph.nodes)}
    return "\n".join(["flowchart LR", *_mermaid_lines(graph, names)]) + "\n"


def _mermaid_lines(graph: Graph, names: dict[str, str]) -> Iterator[str]:
    for node, name in names.items():
        yield f'    {name}["{mermaid_label(node)}"]'
    for (dependent, dependency), kinds in arrows(graph).items():
        yield f'    {names[dependent]} -->|"{kinds}"| {names[dependency]}'


def dot(graph: Graph) -> str:
    """A Graphviz digraph; arrows run from the dependent to what it needs."""
    lines = [f"    {dot_label(node)};" for node in graph.nodes]
    for (dependent, dependency), kinds in arrows(graph).items():
        lines.append(f"    {dot_label(dependent)} -> {dot_label(dependency)} [label={dot_label(kinds)}];")
    return "\n".join([f"digraph {dot_label(graph.region)} {{", "    rankdir=LR;", *lines, "}"]) + "\n"


def arrows(graph: Graph) -> dict[tuple[str, str], str]:
    """Pairs of resources with the kinds of their edges, joined by commas: one arrow for each pair."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        kinds.setdefault((edge.dependent, edge.dependency), []).append(edge.kind)
    return {pair: ", ".join(names) for pair, names in kinds.items()}
