"""What the simulator does of each resource type and behaviour, as a page of Markdown drawn from the adapters."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.catalogue import adapters
from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.telling.fidelity_rows import BEHAVIOURS

_HEAD = """# What the simulator does, and what it does not

`tapstack simulate` deploys rendered stacks with tapstack's own engine into services that moto holds in memory. This
page is written by `make docs` from the adapters; do not edit it.

- **executed**: a simulated service holds it, and tells it back.
- **recorded**: the world keeps it, nothing is done with it, and reports count it apart.
- **modelled**: tapstack's own code does what AWS is documented to do.
- **not modelled**: nothing happens; nothing may be concluded.

A property that an adapter neither carries nor records is refused: the simulation ends with exit code 5.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_behaviours(), "", *_types()]).rstrip() + "\n"


def _behaviours() -> Iterator[str]:
    yield "## Behaviours\n"
    yield "| behaviour | how | what is assumed, or left out |"
    yield "| --- | --- | --- |"
    yield from (f"| {name} | {how} | {left or '-'} |" for name, how, left in BEHAVIOURS)


def _types() -> Iterator[str]:
    known = dict(sorted(adapters().items()))
    recorded = [name for name, kind in known.items() if isinstance(kind, RecordedAdapter)]
    yield f"## Resource types\n\n{len(known)} types: {len(known) - len(recorded)} executed, {len(recorded)} recorded.\n"
    yield "| type | how | recorded properties | what moto loses of others |"
    yield "| --- | --- | --- | --- |"
    for name, kind in known.items():
        how = "recorded" if isinstance(kind, RecordedAdapter) else "executed"
        yield f"| `{name}` | {how} | {_recorded(kind)} | {_partly(kind)} |"


def _recorded(kind: Adapter) -> str:
    return "all" if isinstance(kind, RecordedAdapter) else ", ".join(sorted(kind.recorded)) or "-"


def _partly(kind: Adapter) -> str:
    return "; ".join(f"{path}: {why}".replace("*", "\\*") for path, why in sorted(kind.partly.items())) or "-"
