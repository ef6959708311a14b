"""Parameters that are empty because the given world has no use for them: in another, nobody would leave them so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from tapstack.render.functions.ref import NamedNode
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.run import Run
    from tapstack.render.worlds.setting import Setting


def unused(setting: Setting, decisive: Collection[str]) -> dict[str, Unresolved]:
    """For each such parameter, beside the ``decisive`` ones, what stands for the value that would be given."""
    empty = [name for name, value in setting.given.values.items() if value == "" and name not in decisive]
    if not empty:
        return {}
    used = {name for run in setting.runs({}) for name in _used(run)}
    return {
        name: Unresolved("Parameter", name, f"no value is given for {name}, which nothing used so far")
        for name in empty
        if name not in used
    }


def _used(run: Run) -> Iterator[str]:
    """The parameters that are part of what a stack makes, under its conditions."""
    made = run.blueprint
    pending = [
        part.body
        for part in (*made.resources.values(), *made.outputs.values())
        if part.condition is None or run.truth(part.condition) is not False
    ]
    while pending:
        node = pending.pop()
        if isinstance(node, NamedNode):
            yield node.name
        pending.extend(node.chosen(run))
