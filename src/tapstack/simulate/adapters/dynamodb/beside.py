"""The settings of a table that have calls of their own: expiry of items, recovery to a point in time, a policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.resources import RefusedError

Given = Mapping[str, Any]


def finish(client: Any, name: str, arn: str, given: Given, only: tuple[str, ...] | None = None) -> None:
    """Bring them to what is given; what is not given is switched off. ``only`` names those to look at."""
    now = read(client, name, arn)
    for setting, call in _CALLS.items():
        if only is None or setting in only:
            call(client, name if setting != "ResourcePolicy" else arn, now.get(setting) or {}, given.get(setting) or {})


def _expire(client: Any, name: str, now: Given, given: Given) -> None:
    """UpdateTimeToLive, which takes no other attribute while one is in use.

    Source: https://github.com/go-to-k/cdkd/pull/932. That expiry is switched off when the template gives it no more
    is assumed: CloudFormation has done otherwise (https://github.com/aws/aws-cdk/issues/10576).
    """
    was, wanted = now.get("Enabled"), given.get("Enabled")
    if was and wanted and now["AttributeName"] != given["AttributeName"]:
        why = f"TimeToLive is active on a different AttributeName: current AttributeName is {now['AttributeName']}"
        raise RefusedError("ValidationException", why, service="DynamoDb")
    if was and not wanted:
        client.update_time_to_live(TableName=name, TimeToLiveSpecification={**now, "Enabled": False})
    if wanted and not was:
        client.update_time_to_live(TableName=name, TimeToLiveSpecification=dict(given))


def _recover(client: Any, name: str, now: Given, given: Given) -> None:
    """UpdateContinuousBackups."""
    wanted = {"PointInTimeRecoveryEnabled": False, **given}
    if any(now.get(member) != value for member, value in wanted.items()):
        client.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=wanted)


def _permit(client: Any, arn: str, now: Given, given: Given) -> None:
    """PutResourcePolicy or DeleteResourcePolicy."""
    wanted = document(given.get("PolicyDocument"))
    if wanted and now.get("PolicyDocument") != wanted:
        client.put_resource_policy(ResourceArn=arn, Policy=text(wanted))
    if now and not wanted:
        client.delete_resource_policy(ResourceArn=arn)


_CALLS: Final[Mapping[str, Callable[[Any, str, Given, Given], None]]] = {
    "TimeToLiveSpecification": _expire,
    "PointInTimeRecoverySpecification": _recover,
    "ResourcePolicy": _permit,
}


def read(client: Any, name: str, arn: str) -> dict[str, Any]:
    """As the service tells them, in the template's form."""
    expiry = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    backups = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]
    found: dict[str, Any] = {
        "TimeToLiveSpecification": {
            "Enabled": expiry.get("TimeToLiveStatus") == "ENABLED",
            **pick(expiry, "AttributeName"),
        },
        "PointInTimeRecoverySpecification": {
            "PointInTimeRecoveryEnabled": recovery["PointInTimeRecoveryStatus"] == "ENABLED",
            **pick(recovery, "RecoveryPeriodInDays"),
        },
    }
    try:
        policy = client.get_resource_policy(ResourceArn=arn)["Policy"]
    except client.exceptions.PolicyNotFoundException:
        return found
    return found | {"ResourcePolicy": {"PolicyDocument": document(policy)}}
