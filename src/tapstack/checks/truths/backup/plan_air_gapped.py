"""BACKUP-024: the air-gapped vault of a rule is there, in the plan's region."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ARN = re.compile(r"arn:[^:]*:backup:(?P<region>[a-z]{2}(?:-[a-z]+)+-\d):.*:backup-vault:.+", re.DOTALL)
_TYPE = "AWS::Backup::LogicallyAirGappedBackupVault"


def judge(arn: Property, view: View) -> Iterator[Fault]:
    """A fault for what is no ARN, for another region, and for a vault that no stack makes."""
    found = _ARN.fullmatch(arn.pattern)
    if found is None and not arn.pattern.startswith("\ue000"):
        yield Fault(arn, f"The vault {arn.shown} is named by no ARN.")
    elif found and found["region"] != arn.item.region:
        yield Fault(arn, f"The vault {arn.shown} is not in {arn.item.region}.")
    elif not view.exists(arn, _TYPE):
        yield Fault(arn, f"No stack makes the air-gapped vault {arn.shown}.")


TRUTH = Truth(
    id="BACKUP-024",
    title="The logically air-gapped vault of a backup rule is named by the ARN of one in the plan's region",
    why="Backup answers InvalidParameterValueException or ResourceNotFoundException, or the jobs fail.",
    fix="Write the BackupVaultArn of a logically air-gapped vault of the same stack.",
    source="botocore backup, BackupRuleInput.TargetLogicallyAirGappedBackupVaultArn (in the same account and Region)",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[].TargetLogicallyAirGappedBackupVaultArn",
    judge=judge,
)
