"""AWS::Backup::BackupSelection."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.backup.plan import SELECTION, plans
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.resources import Made, Wanted


class BackupSelection(RecordedAdapter):
    """What a plan backs up; Ref gives its id."""

    type = SELECTION
    recorded = frozenset({"BackupPlanId", "BackupSelection"})
    service, noun = "Backup", "Backup selection"

    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """The selection's id, followed by the plan's. No such plan, or another selection of that name, is refused.

        That the two are joined so, and that a name within a plan is taken, is assumed.
        """
        plan, name = wanted.properties["BackupPlanId"], wanted.properties["BackupSelection"]["SelectionName"]
        if plan not in plans(bench):
            raise self.refused("ResourceNotFoundException", f"Cannot find Backup plan with ID {plan}")
        if name in [_name(one) for one in _selections(bench, plan)]:
            raise self.refused("AlreadyExistsException", f"{self.noun} {name} already exists in plan {plan}")
        selection = token(bench.owner, wanted)
        ids = {"Id": f"{selection}_{plan}", "SelectionId": selection, "BackupPlanId": plan}
        return Made(ids["Id"], echoed(wanted) | ids)


def _selections(bench: Bench, plan: str) -> list[dict[str, Any]]:
    kept = bench.cloud.records.of(SELECTION, bench.region).values()
    return [one for one in kept if one["BackupPlanId"] == plan]


def _name(kept: dict[str, Any]) -> str:
    return str(kept["BackupSelection"]["SelectionName"])
