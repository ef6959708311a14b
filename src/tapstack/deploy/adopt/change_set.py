"""The IMPORT change set of one region: made, looked through, carried out.

Source: botocore cloudformation, CreateChangeSet (ChangeSetType IMPORT of a stack that does not exist makes one in
REVIEW_IN_PROGRESS), DescribeChangeSet, ExecuteChangeSet; AWS CloudFormation user guide, "Import AWS resources".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from tapstack.deploy.adopt.context import Context
from tapstack.deploy.adopt.fitness import identifier
from tapstack.deploy.errors import DeployError, code, told
from tapstack.deploy.following import TimedOutError
from tapstack.deploy.retained import Found

_MAKING = ("CREATE_PENDING", "CREATE_IN_PROGRESS")
_REMEDY = "Mend what it names, or leave that resource out with --without NAME; then run the same command again."


def identifiers(context: Context, region: str) -> Mapping[str, tuple[str, ...]]:
    """By logical id, how CloudFormation wants each resource named; those that it cannot import are not there."""
    with told(f"ask {region} how these resources are imported"):
        summary = context.client(region).get_template_summary(TemplateBody=context.plan.text)
    rows = summary.get("ResourceIdentifierSummaries", [])
    return {name: tuple(row.get("ResourceIdentifiers", ())) for row in rows for name in row["LogicalResourceIds"]}


def prepare(context: Context, region: str, wanted: Sequence[Found]) -> str:
    """A change set that imports these and does nothing else; its ARN. Raises DeployError where it would do more."""
    imports = _imports(context, region, wanted)
    name = _name(context, imports)
    described = _made(context, region, name, imports)
    if described["Status"] != "CREATE_COMPLETE":
        _drop(context, region, described["ChangeSetId"])
        why = described.get("StatusReason", described["Status"])
        raise DeployError(f"CloudFormation does not import into {region}: {why}.".replace("..", "."), remedy=_REMEDY)
    _refuse_more(context, region, described, {found.retained.logical_id for found in wanted})
    return str(described["ChangeSetId"])


def execute(context: Context, region: str, change_set: str) -> None:
    """Have it carried out; one that is under way already goes on."""
    with told(f"carry out the import in {region}"):
        try:
            context.client(region).execute_change_set(ChangeSetName=change_set)
        except ClientError as error:
            if code(error) != "InvalidChangeSetStatus":
                raise


def _imports(context: Context, region: str, wanted: Sequence[Found]) -> list[dict[str, Any]]:
    asked = identifiers(context, region)
    found = []
    for one in wanted:
        name, seen = one.retained.logical_id, one.seen
        if name not in asked or seen is None:
            message = f"CloudFormation in {region} cannot import {name}, of type {one.retained.type}."
            raise DeployError(message, remedy=f"Leave it out with --without {name}, and purge it or keep it by hand.")
        ids = identifier(one.retained.type, seen, asked[name])
        found.append({"ResourceType": one.retained.type, "LogicalResourceId": name, "ResourceIdentifier": dict(ids)})
    return found


def _name(context: Context, imports: Sequence[Mapping[str, Any]]) -> str:
    """The same for the same import: a run that was interrupted finds what it began."""
    text = json.dumps([context.settings, imports], sort_keys=True)
    return f"tapstack-adopt-{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def _made(context: Context, region: str, name: str, imports: list[dict[str, Any]]) -> dict[str, Any]:
    named = {"StackName": context.plan.stack_name, "ChangeSetName": name}
    there = _described(context, region, named)
    if there is not None and there["Status"] == "FAILED":
        _drop(context, region, there["ChangeSetId"])
        there = None
    if there is None:
        with told(f"make the change set in {region}", {"ValidationError": _REMEDY}):
            context.client(region).create_change_set(
                **named, ChangeSetType="IMPORT", ResourcesToImport=imports, **context.settings
            )
    return _waited(context, region, named)


def _waited(context: Context, region: str, named: Mapping[str, str]) -> dict[str, Any]:
    pace = context.pace()
    while True:
        described = _described(context, region, named)
        if described is not None and described["Status"] not in _MAKING:
            return described
        try:
            pace.rest(news=False)
        except TimedOutError as error:
            remedy = "Run the same command again: it goes on from there."
            raise DeployError(f"The change set in {region} is still being made.", remedy=remedy) from error


def _described(context: Context, region: str, named: Mapping[str, str]) -> dict[str, Any] | None:
    """With all its changes; None where there is none."""
    with told(f"look at the change set in {region}"):
        try:
            pages = list(context.client(region).get_paginator("describe_change_set").paginate(**named))
        except ClientError as error:
            if code(error) == "ChangeSetNotFound" or "does not exist" in str(error):
                return None
            raise
    changes = [change for page in pages for change in page.get("Changes", [])]
    return {**pages[0], "Changes": changes}


def _drop(context: Context, region: str, change_set: str) -> None:
    with told(f"delete the change set in {region}"):
        context.client(region).delete_change_set(ChangeSetName=change_set)


def _refuse_more(context: Context, region: str, described: Mapping[str, Any], wanted: set[str]) -> None:
    """Raises DeployError where a change is no import, or one that was wanted is none; nothing was carried out then."""
    changes = dict(_changes(described))
    wrong = [f"{action} {name}" for name, action in changes.items() if action != "Import"]
    wrong += [f"no import of {name}" for name in sorted(wanted - set(changes))]
    if wrong:
        _drop(context, region, described["ChangeSetId"])
        message = f"The change set in {region} would not only import: {', '.join(wrong)}. Nothing was carried out."
        raise DeployError(message, remedy="Tell the authors of tapstack: an import is to change nothing.")


def _changes(described: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for change in described["Changes"]:
        about = change["ResourceChange"]
        yield about["LogicalResourceId"], about["Action"]
