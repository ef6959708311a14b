"""Every drill, as a page of Markdown: what happens, what it shows to be needed, and which limits it must keep."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.simulate.drills.catalogue import DRILLS
from tapstack.simulate.drills.judge import told
from tapstack.simulate.drills.object_writer import OBJECTS
from tapstack.simulate.drills.producers import PAUSE, RATE
from tapstack.simulate.expectations import OBJECTIVES

_HEAD = f"""# Drills

`tapstack simulate` deploys the pair into a simulated account, lets it live, breaks it, and measures. This page is
written by `make docs` from the drills; do not edit it.

Producers ask which region is active, write {RATE} trades every {PAUSE:g} s into its stream and an object every
{OBJECTS:g} s into its bucket, and keep what is not taken. A drill passes where every figure lies inside the interval
that is worked out from the rendered stacks, inside its owners' objective, and every trade is accounted for: in both
tables, a dead letter with its reason, or lost with a cause.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_rows(), "", *_objectives()]) + "\n"


def _rows() -> Iterator[str]:
    yield "| drill | what happens | what it needs | parameters | objectives |"
    yield "| --- | --- | --- | --- | --- |"
    for drill in DRILLS:
        given = ", ".join(f"{name}={value}" for name, value in drill.given.items()) or "-"
        limits = ", ".join(drill.objectives) or "-"
        yield f"| `{drill.name}` | {drill.title} | {drill.protects} | {given} | {limits} |"


def _objectives() -> Iterator[str]:
    yield "| objective | at most |"
    yield "| --- | --- |"
    yield from (f"| {name} | {told(value)} |" for name, value in OBJECTIVES.items())
