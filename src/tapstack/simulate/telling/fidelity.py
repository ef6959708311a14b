"""What the simulator does of each resource type and behaviour, as a page of Markdown drawn from the adapters."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.catalogue import adapters
from tapstack.simulate.adapters.recorded import RecordedAdapter

_HEAD = """# What the simulator does, and what it does not

`tapstack simulate` deploys rendered stacks with tapstack's own engine into services that moto holds in memory. This
page is written by `make docs` from the adapters; do not edit it.

- **executed**: a simulated service holds it, and tells it back.
- **recorded**: the world keeps it, nothing is done with it, and reports count it apart.
- **modelled**: tapstack's own code does what AWS is documented to do.
- **not modelled**: nothing happens; nothing may be concluded.

A property that an adapter neither carries nor records is refused: the simulation ends with exit code 5.
"""

_BEHAVIOURS = (
    ("StackSet operations: order of regions, tolerance, concurrency, stopping, queueing", "modelled"),
    ("Stacks: order of need, events, rollback, cleanup, deletion policies, replacement", "modelled"),
    ("Parameters, Rules, conditions, intrinsic functions, exports, capabilities", "modelled"),
    ("How long resources take", "modelled (assumed durations: no source publishes any)"),
    ("What services refuse at the call", "executed where moto refuses it, else modelled by the truths"),
    ("Functions behind custom resources", "executed: their own code, at virtual time, with their variables"),
    (
        "Custom resources: request, response URL, timeout, retries, changed physical id",
        "modelled, over real HTTP",
    ),
    ("Roles and policies of who calls a service", "not modelled: every call is allowed"),
    ("Replication of buckets and tables, backups, copies, restores", "not modelled"),
    ("Delivery by rules, notifications, mappings and alarms", "not modelled: moto's own delivery is switched off"),
    ("Health checks and DNS answers", "not modelled"),
    ("Quotas of an account, throttling of the control plane", "not modelled"),
    ("Drift, stack policies, nested stacks, macros, imports of resources", "not modelled"),
)


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_behaviours(), "", *_types()]).rstrip() + "\n"


def _behaviours() -> Iterator[str]:
    yield "## Behaviours\n"
    yield "| behaviour | how |"
    yield "| --- | --- |"
    yield from (f"| {name} | {how} |" for name, how in _BEHAVIOURS)


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
