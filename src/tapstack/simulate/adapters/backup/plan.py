"""AWS::Backup::BackupPlan."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.backup.documents import from_api, to_api
from tapstack.simulate.adapters.backup.tagging import all_tags, own_tags, retag, untag
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

SELECTION = "AWS::Backup::BackupSelection"
_TAGS = "BackupPlanTags"


class BackupPlan(Adapter):
    """A plan; Ref gives its id."""

    type = "AWS::Backup::BackupPlan"
    carried = frozenset({"BackupPlan", _TAGS})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateBackupPlan, which refuses a name that is taken; the request's id follows from the resource."""
        about = bench.client("backup").create_backup_plan(
            BackupPlan=to_api(wanted.properties["BackupPlan"]),
            BackupPlanTags=all_tags(bench, wanted, _TAGS),
            CreatorRequestId=token(bench.owner, wanted),
        )
        return _made(about)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateBackupPlan where the document differs, which makes a new version; and the tags."""
        arn, plan = made.attributes["BackupPlanArn"], wanted.properties["BackupPlan"]
        if plan != before.properties["BackupPlan"]:
            client = bench.client("backup")
            made = _made(client.update_backup_plan(BackupPlanId=made.physical_id, BackupPlan=to_api(plan)))
        retag(bench, arn, all_tags(bench, before, _TAGS), all_tags(bench, wanted, _TAGS))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteBackupPlan; one that has selections is refused, one that is gone is no error.

        Source of the refusal: hashicorp/terraform-provider-aws issue 10414.
        """
        plan = made.physical_id
        if plan not in plans(bench):
            return
        selections = bench.cloud.records.of(SELECTION, bench.region).values()
        if any(one["BackupPlanId"] == plan for one in selections):
            why = "Related backup plan selections must be deleted prior to backup plan deletion"
            raise RefusedError("InvalidRequestException", why, service="Backup")
        bench.client("backup").delete_backup_plan(BackupPlanId=plan)
        untag(bench, made.attributes["BackupPlanArn"])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetBackupPlan, and the tags; of a deleted one, which GetBackupPlan knows for ever, nothing."""
        if made.physical_id not in plans(bench):
            return {}
        plan = bench.client("backup").get_backup_plan(BackupPlanId=made.physical_id)["BackupPlan"]
        return {"BackupPlan": from_api(plan), _TAGS: own_tags(bench, made.attributes["BackupPlanArn"], wanted, _TAGS)}


def plans(bench: Bench) -> list[str]:
    """The ids of the plans that are there in the stack's region."""
    return [one["BackupPlanId"] for one in bench.client("backup").list_backup_plans()["BackupPlansList"]]


def _made(about: Any) -> Made:
    return Made(about["BackupPlanId"], pick(about, "BackupPlanArn", "BackupPlanId", "VersionId"))
