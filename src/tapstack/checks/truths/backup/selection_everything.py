"""BACKUP-014: a selection selects something, not everything."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_CRITERIA = ("Resources", "ListOfTags", "NotResources")


def judge(selection: Property, _: View) -> Iterator[Fault]:
    """A fault for a selection without resources, tags and conditions."""
    chooses = any(selection[name].items for name in _CRITERIA) or bool(selection["Conditions"].members)
    if not chooses:
        yield Fault(selection, "The selection has neither Resources nor ListOfTags nor Conditions.")


TRUTH = Truth(
    id="BACKUP-014",
    title="A selection names resources, tags or conditions",
    why="Without any of them Backup attempts to select every supported resource of the account, or none.",
    fix="List the ARNs, or a tag that what is to be backed up has.",
    source="assumption: nobody means everything (botocore backup, BackupSelection: otherwise Backup attempts to select"
    " all supported and opted-in resources)",
    about=("AWS::Backup::BackupSelection",),
    at="BackupSelection",
    severity=Severity.WARNING,
    judge=judge,
)
