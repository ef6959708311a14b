"""AWS::Backup::BackupSelection."""

from __future__ import annotations

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.resources import Made, RefusedError, Wanted


class BackupSelection(RecordedAdapter):
    """What a plan backs up; Ref gives its id."""

    type = "AWS::Backup::BackupSelection"
    carried = frozenset[str]()
    recorded = frozenset({"BackupPlanId", "BackupSelection"})
    noun = "Backup selection"

    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """Ref gives the selection's id, followed by the plan's. A plan that is not there is refused."""
        plan = wanted.properties["BackupPlanId"]
        if plan not in [one["BackupPlanId"] for one in bench.client("backup").list_backup_plans()["BackupPlansList"]]:
            raise RefusedError("ResourceNotFoundException", f"Cannot find Backup plan with ID {plan}", service="Backup")
        made = token(bench.owner, wanted)
        return Made(f"{made}_{plan}", {"Id": f"{made}_{plan}", "SelectionId": made, "BackupPlanId": plan})
