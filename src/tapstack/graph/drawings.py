"""A graph as Mermaid or DOT text."""

from collections.abc import Iterator

from tapstack.findings import plain
from tapstack.graph.model import Graph


def mermaid(graph: Graph) -> str:
    """A Mermaid flowchart; arrows run from the dependent to what it needs."""
    names = {node: f"n{index}" for index, node in enumerate(graph.nodes)}
    return "\n".join(["flowchart LR", *_mermaid_lines(graph, names)]) + "\n"


def _mermaid_lines(graph: Graph, names: dict[str, str]) -> Iterator[str]:
    for node, name in names.items():
        yield f'    {name}["{_entities(node)}"]'
    for (dependent, dependency), kinds in arrows(graph).items():
        yield f'    {names[dependent]} -->|"{kinds}"| {names[dependency]}'


def dot(graph: Graph) -> str:
    """A Graphviz digraph; arrows run from the dependent to what it needs."""
    lines = [f"    {_quoted(node)};" for node in graph.nodes]
    for (dependent, dependency), kinds in arrows(graph).items():
        lines.append(f"    {_quoted(dependent)} -> {_quoted(dependency)} [label={_quoted(kinds)}];")
    return "\n".join([f"digraph {_quoted(graph.region)} {{", "    rankdir=LR;", *lines, "}"]) + "\n"


def arrows(graph: Graph) -> dict[tuple[str, str], str]:
    """Pairs of resources with the kinds of their edges, joined by commas: one arrow for each pair."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        kinds.setdefault((edge.dependent, edge.dependency), []).append(edge.kind)
    return {pair: ", ".join(names) for pair, names in kinds.items()}


def _entities(text: str) -> str:
    """A Mermaid label; what could end it, or begin something in it, as an entity.

    Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
    """
    return "".join(f"#{ord(letter)};" if letter in '"#<>&`' else letter for letter in plain(text))


def _quoted(text: str) -> str:
    escaped = plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
