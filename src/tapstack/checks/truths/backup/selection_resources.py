"""BACKUP-013: what a selection names is there, in the region of the plan."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_REGIONAL = re.compile(r"arn:[^:]*:[^:]*:([a-z]{2}(?:-[a-z]+)+-\d):.*", re.DOTALL)


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for an ARN of another region, a wildcard that is not at the end, and a resource that is not made."""
    text, here = resource.pattern, resource.item.region
    regional = _REGIONAL.match(text)
    if regional and regional[1] != here:
        yield Fault(resource, f"{resource.shown} is not in {here}.")
        return
    if "*" in text:
        if ":s3:::" in text and "*" in text.rpartition(":")[2][:-1]:
            yield Fault(resource, f"{resource.shown} has a wildcard that is not at its end.")
        return
    found = view.find(resource)
    if found is None:
        yield Fault(resource, f"No stack makes {resource.shown}.")
    elif here not in found.regions:
        yield Fault(resource, f"{found} is not in {here}.")


TRUTH = Truth(
    id="BACKUP-013",
    title="A selection names resources that exist in the region of the plan",
    why="The selection is made and nothing is backed up: Backup passes over what it does not find.",
    fix="Build the ARN from a resource of the same stack.",
    source="AWS Backup developer guide, Assigning resources (a plan backs up resources of its Region); botocore backup,"
    " BackupSelection.Resources (wildcards at the end only)",
    about=("AWS::Backup::BackupSelection",),
    at="BackupSelection.Resources[]",
    judge=judge,
    later=True,
)
