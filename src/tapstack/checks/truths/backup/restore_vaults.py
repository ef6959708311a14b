"""BACKUP-018: restore tests look into vaults that are there, in their region."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import find_vault
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_REGION = re.compile(r"arn:[^:]*:backup:([a-z]{2}(?:-[a-z]+)+-\d):")


def judge(selection: Property, view: View) -> Iterator[Fault]:
    """A fault for no vault, for a vault of another region, and for one that no stack makes."""
    here = selection.item.region
    if not selection["IncludeVaults"].items:
        yield Fault(selection["IncludeVaults"], "The restore test includes no vault.")
    for arn in [*selection["IncludeVaults"].items, *selection["ExcludeVaults"].items]:
        region = _REGION.match(arn.pattern)
        if region and region[1] != here:
            yield Fault(arn, f"The vault {arn.shown} is not in {here}.")
        elif "*" not in arn.pattern and find_vault(arn, view) is None:
            yield Fault(arn, f"No stack makes the vault {arn.shown}.")


TRUTH = Truth(
    id="BACKUP-018",
    title="A restore testing plan includes vaults that exist in its region",
    why="The plan is made and tests nothing: no recovery point is found.",
    fix='Write the BackupVaultArn of a vault of the same stack, or "*".',
    source="botocore backup, RestoreTestingRecoveryPointSelection.IncludeVaults (ARNs, wildcards; required)",
    about=("AWS::Backup::RestoreTestingPlan",),
    at="RecoveryPointSelection",
    judge=judge,
    later=True,
)
