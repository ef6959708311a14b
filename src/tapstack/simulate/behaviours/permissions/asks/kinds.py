"""The kinds of resources that actions are on, and which parameters of a call name one.

A kind is written as ``access/applies_to.json`` has it (Service Authorization Reference), with stars for what varies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

Params = Mapping[str, Any]
Name = Callable[[Params], Iterable[str]]


class Kind(NamedTuple):
    """``form`` is what follows the account in an ARN, or all of it; a name that is an ARN is taken whole."""

    form: str
    names: Name


def _of(*members: str) -> Name:
    """The texts of the first of these parameters that the call has."""

    def named(params: Params) -> Iterable[str]:
        found = next((params[name] for name in members if params.get(name)), ())
        return (found,) if isinstance(found, str) else found

    return named


def _tables(params: Params) -> Iterable[str]:
    """Of single items, of batches, and of transactions."""
    if "RequestItems" in params:
        return list(params["RequestItems"])
    if "TransactItems" in params:
        return [one["TableName"] for item in params["TransactItems"] for one in item.values()]
    return _of("TableName", "TableArn", "ResourceArn")(params)


def _indexes(params: Params) -> Iterable[str]:
    table = params.get("TableName", "")
    return [f"{table}/index/{params['IndexName']}"] if params.get("IndexName") else []


def _buses(params: Params) -> Iterable[str]:
    if "Entries" in params:
        return [entry.get("EventBusName") or "default" for entry in params["Entries"]]
    return [params.get("EventBusName") or params.get("Name") or "default"]


def _rules(params: Params) -> Iterable[str]:
    """Rules of the default bus do not name it."""
    bus, rule = params.get("EventBusName", "default").rpartition("/")[2], params.get("Name") or params.get("Rule")
    return [rule if bus == "default" else f"{bus}/{rule}"] if rule else []


def _objects(params: Params) -> Iterable[str]:
    """Of an export without a prefix, where it goes."""
    if "S3Bucket" in params:
        return [f"{params['S3Bucket']}/{params.get('S3Prefix') or 'AWSDynamoDB'}"]
    bucket = params.get("Bucket", "")
    if "Delete" in params:
        return [f"{bucket}/{one['Key']}" for one in params["Delete"]["Objects"]]
    return [f"{bucket}/{params['Key']}"] if "Key" in params else []


def _queues(params: Params) -> Iterable[str]:
    return [one.rpartition("/")[2] for one in _of("QueueUrl", "QueueName")(params)]


def _parameters(params: Params) -> Iterable[str]:
    """Without their first slash."""
    return [one.removeprefix("/") for one in _of("Name", "Names", "Path")(params)]


def _roles(params: Params) -> Iterable[str]:
    replication = params.get("ReplicationConfiguration", {}).get("Role")
    return [replication] if replication else _of("RoleArn", "roleArn", "IamRoleArn", "Role", "RoleName")(params)


def _functions(params: Params) -> Iterable[str]:
    qualifier = params.get("Qualifier")
    return [f"{one}:{qualifier}" if qualifier else one for one in _of("FunctionName", "Resource")(params)]


def _groups(params: Params) -> Iterable[str]:
    return [f"{one}:*" for one in _of("logGroupName")(params)]


def _streams_of_logs(params: Params) -> Iterable[str]:
    stream = params.get("logStreamName")
    return [f"{params.get('logGroupName')}:log-stream:{stream}"] if stream else []


def _keys(params: Params) -> Iterable[str]:
    """Keys by any name. Who decrypts need not name one: moto's ciphertext begins with the key's id."""
    blob = params.get("CiphertextBlob")
    if params.get("KeyId") or not isinstance(blob, bytes):
        return _of("KeyId")(params)
    found = _ID.match(blob)
    return [found[0].decode()] if found else []


_ID = re.compile(rb"(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "arn:*:backup:*:*:backup-plan:*": Kind("backup-plan:{}", _of("BackupPlanId")),
        "arn:*:backup:*:*:backup-vault:*": Kind("backup-vault:{}", _of("BackupVaultName")),
        "arn:*:cloudwatch:*:*:alarm:*": Kind("alarm:{}", _of("AlarmName", "AlarmNames")),
        "arn:*:dynamodb:*:*:table/*": Kind("table/{}", _tables),
        "arn:*:dynamodb:*:*:table/*/backup/*": Kind("table/{}", _of("BackupArn")),
        "arn:*:dynamodb:*:*:table/*/export/*": Kind("table/{}", _of("ExportArn")),
        "arn:*:dynamodb:*:*:table/*/index/*": Kind("table/{}", _indexes),
        "arn:*:dynamodb:*:*:table/*/stream/*": Kind("table/{}", _of("StreamArn")),
        "arn:*:ec2:*:*:route-table/*": Kind("route-table/{}", _of("RouteTableId")),
        "arn:*:ec2:*:*:vpc-peering-connection/*": Kind("vpc-peering-connection/{}", _of("VpcPeeringConnectionId")),
        "arn:*:events:*:*:event-bus/*": Kind("event-bus/{}", _buses),
        "arn:*:events:*:*:rule/*": Kind("rule/{}", _rules),
        "arn:*:iam::*:role/*": Kind("arn:aws:iam::{account}:role/{}", _roles),
        "arn:*:kinesis:*:*:stream/*": Kind("stream/{}", _of("StreamARN", "StreamName")),
        "arn:*:kms:*:*:key/*": Kind("key/{}", _keys),
        "arn:*:lambda:*:*:event-source-mapping:*": Kind("event-source-mapping:{}", _of("UUID")),
        "arn:*:lambda:*:*:function:*": Kind("function:{}", _functions),
        "arn:*:logs:*:*:log-group:*": Kind("log-group:{}", _groups),
        "arn:*:logs:*:*:log-group:*:log-stream:*": Kind("log-group:{}", _streams_of_logs),
        "arn:*:route53:::healthcheck/*": Kind("arn:aws:route53:::healthcheck/{}", _of("HealthCheckId")),
        "arn:*:route53:::hostedzone/*": Kind("arn:aws:route53:::hostedzone/{}", _of("HostedZoneId", "Id")),
        "arn:*:s3:*:*:job/*": Kind("job/{}", _of("JobId")),
        "arn:*:s3:::*": Kind("arn:aws:s3:::{}", _of("Bucket")),
        "arn:*:s3:::*/*": Kind("arn:aws:s3:::{}", _objects),
        "arn:*:sns:*:*:*": Kind("{}", _of("TopicArn", "TargetArn", "Name")),
        "arn:*:sqs:*:*:*": Kind("{}", _queues),
        "arn:*:ssm:*:*:parameter/*": Kind("parameter/{}", _parameters),
        "arn:*:states:*:*:execution:*:*": Kind("execution:{}", _of("executionArn")),
        "arn:*:states:*:*:stateMachine:*": Kind("stateMachine:{}", _of("stateMachineArn", "name")),
    }
)
INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "arn:*:dynamodb:*:*:table/*": "arn:*:dynamodb:*:*:table/*/index/*",
        "arn:*:logs:*:*:log-group:*": "arn:*:logs:*:*:log-group:*:log-stream:*",
    }
)
"""What an action is on in place of a kind, if the call names it."""


def arns(glob: str, params: Params, place: str, account: str) -> list[str]:
    """The ARNs of a kind that a call names; ``place`` is how they begin, ``arn:aws:sqs:us-east-1:123456789012``."""
    kind = KINDS.get(glob)
    if kind is None:
        return []
    named = list(dict.fromkeys(kind.names(params)))
    form = kind.form if kind.form.startswith("arn:") else f"{place}:{kind.form}"
    return [one if one.startswith("arn:") else form.format(one, account=account) for one in named]
