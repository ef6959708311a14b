"""BACKUP-006: a backup has an hour at least to begin."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(start: Property, _: View) -> Iterator[Fault]:
    """A fault for a start window below an hour or beyond a century."""
    if not 60 <= start.number <= 52_560_000:
        yield Fault(start, f"The start window is {start.shown} minutes; it takes 60 to 52560000.")


TRUTH = Truth(
    id="BACKUP-006",
    title="The start window of a backup rule is at least 60 minutes",
    why="Backup answers InvalidParameterValueException, and the plan is not made.",
    fix="Set StartWindowMinutes to 60 or more, or leave it out: 8 hours.",
    source="botocore backup, BackupRuleInput.StartWindowMinutes (at least 60 minutes, at most 100 years); GitHub"
    " hashicorp/terraform-provider-aws#8794",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[].StartWindowMinutes",
    judge=judge,
)
