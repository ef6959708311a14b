"""What one call asks of IAM: actions, the ARNs that its parameters name, and the values of condition keys."""

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Template
from typing import Any, NamedTuple

import jmespath  # type: ignore[import-untyped] # comes with botocore, without types
from botocore.model import ServiceModel

from tests.place import ACCOUNT, SUFFIX
from tests.unit.functions.grants.operations import actions, passed_to
from tests.unit.permissions.arns import fits
from tests.unit.permissions.service_authorization import formats, matching

# The parameters that fill the variables of an ARN's format; one that is an ARN itself is taken whole.
VARIABLES = {
    "BackupVaultName": "BackupVaultName",
    "BucketName": "Bucket || S3Bucket",
    "EventBusName": "Entries[].EventBusName",
    "ExportName": "ExportArn",
    "JobId": "JobId",
    "KeyId": "KeyId",
    "ObjectName": "Key || S3Prefix || (S3Bucket && 'AWSDynamoDB')",  # where an export without a prefix goes
    "ParameterNameWithoutLeadingSlash": "Name || Names || Path",
    "QueueName": "QueueName || QueueUrl",
    "RoleNameWithPath": "RoleArn || ReplicationConfiguration.Role",
    "RouteTableId": "RouteTableId",
    "StreamName": "StreamName",
    "TableName": "TableName || TableArn || keys(RequestItems || `{}`)",
    "TopicName": "TopicArn",
    "UUID": "UUID",
    "VpcPeeringConnectionId": "VpcPeeringConnectionId",
}
# The parameters that condition keys look at.
KEYS = {
    "cloudwatch:namespace": "Namespace",
    "dynamodb:LeadingKeys": "[Item.TradeId.S, Key.TradeId.S][?@]",
    "kms:ResourceAliases": "KeyId",
    "lambda:FunctionArn": "FunctionName",
}
# What the platform's resources have and calls do not name: only such ones does the code come upon.
CARRIED = {
    "ec2:route-table": {"aws:ResourceTag/Name": f"trading-private-{SUFFIX}"},
    "lambda:eventSourceMapping": {
        "lambda:FunctionArn": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:trading-{SUFFIX}-catch-up"
    },
}
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_PLACE = {"Partition": "aws", "Account": ACCOUNT}


class Request(NamedTuple):
    """One action on one resource. Values of condition keys are pairs, so that it can be a key itself."""

    action: str
    resource: str
    context: tuple[tuple[str, str | tuple[str, ...]], ...]


def requests(service: ServiceModel, operation: str, region: str, parameters: Mapping[str, Any]) -> Iterator[Request]:
    """What IAM decides when ``operation`` is called so, in ``region``."""
    keys = {key: jmespath.search(path, parameters) for key, path in KEYS.items()}
    keys |= {"aws:RequestedRegion": region, "iam:PassedToService": passed_to(service, operation)}
    for action in actions(service, operation):
        for kind, arn in resources(action, region, parameters):
            known = {key: value for key, value in (keys | CARRIED.get(kind, {})).items() if value}
            yield Request(action, arn, tuple((key, _frozen(value)) for key, value in sorted(known.items())))


def resources(action: str, region: str, parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The kinds and the ARNs of what an action is on; LookupError where the parameters name nothing of a kind."""
    (found,) = matching(action)
    if not found.kinds:
        yield "", "*"
    kinds = found.required or tuple(kind for kind in found.optional if variables(kind) <= VARIABLES.keys())
    for kind in kinds:
        arns = list(_arns(kind, region, parameters))
        if not arns:
            raise LookupError(f"{action} names no {kind}. Say in VARIABLES which parameter does: {sorted(parameters)}")
        yield from ((kind, arn) for arn in arns)


def _arns(kind: str, region: str, parameters: Mapping[str, Any]) -> Iterator[str]:
    form, names = formats()[kind], sorted(variables(kind))
    values = [_texts(VARIABLES.get(name, name), parameters) for name in names]
    given = [value for group in values for value in group]
    # ``${PlatformKey.Arn}`` stands for an ARN that only AWS knows (tests/unit/stack/values.py).
    whole = [value for value in given if value.startswith("${") or (value.startswith("arn:") and fits(value, form))]
    if whole:
        yield from whole
        return
    for chosen in itertools.product(*values):
        filling = {**_PLACE, "Region": region, **dict(zip(names, map(_name, chosen), strict=True))}
        yield Template(form).substitute(filling)


def _texts(path: str, parameters: Mapping[str, Any]) -> list[str]:
    found = jmespath.search(path, parameters) or []
    return [found] if isinstance(found, str) else found


@cache
def variables(kind: str) -> frozenset[str]:
    """What a parameter has to fill in the ARN of a kind."""
    return frozenset(_VARIABLE.findall(formats().get(kind, ""))) - {"Partition", "Region", "Account"}


def _name(value: str) -> str:
    """The name at the end of a queue's address, or of a parameter without its first slash."""
    return value.rpartition("/")[2] if value.startswith("https://") else value.removeprefix("/")


def _frozen(value: Any) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(value)
