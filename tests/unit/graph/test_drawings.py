"""Pictures as text hold whatever a template calls its resources."""

import pytest

from tapstack.graph import Edge, Graph
from tapstack.graph.pictures.stack import dot, mermaid

HOSTILE = 'A"]; x --> y\n<script>#\\\x1b'
GRAPH = Graph("us-east-1", (HOSTILE, "B"), (Edge(HOSTILE, "B", "Ref"), Edge(HOSTILE, "B", "DependsOn")))


def test_mermaid_keeps_an_odd_name_in_its_label() -> None:
    assert mermaid(GRAPH).splitlines() == [
        "flowchart LR",
        '    n0["A#34;]; x --#62; y\\n#60;script#62;#35;\\\\x1b"]',
        '    n1["B"]',
        '    n0 -->|"Ref, DependsOn"| n1',
    ]


def test_dot_keeps_an_odd_name_in_its_quotes() -> None:
    odd = '"A\\"]; x --> y\\\\n<script>#\\\\\\\\x1b"'
    assert dot(GRAPH).splitlines()[2:5] == [f"    {odd};", '    "B";', f'    {odd} -> "B" [label="Ref, DependsOn"];']


@pytest.mark.parametrize("draw", [mermaid, dot])
def test_a_drawing_has_no_control_characters(draw) -> None:
    assert all(line.isprintable() for line in draw(GRAPH).splitlines())
