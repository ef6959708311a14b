"""The condition keys of a request, each looked up when a policy asks for it.

Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and the condition keys
of each service in its Service Authorization Reference. A key that is not here is not known, so that a policy that asks
for it is not answered. That the functions' calls leave their network by no endpoint (aws:SourceVpce) is not assumed:
it is not known.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.permissions.asks import Ask
    from tapstack.simulate.behaviours.permissions.facts import Facts
    from tapstack.simulate.behaviours.permissions.question import Find, Question, Values

_ABSENT = frozenset(
    {
        *("aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:multifactorauthpresent"),
        *(
            "aws:multifactorauthage",
            "aws:principalservicename",
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourceowner",
        ),
        *("aws:sourceidentity", "aws:federatedprovider", "kms:viaservice", "kms:grantisforawsresource"),
    }
)
"""What no request has that a role makes itself."""
_PARAMETERS = {
    "cloudwatch:namespace": "Namespace",
    "events:detail-type": "Entries.DetailType",
    "events:source": "Entries.Source",
    "lambda:functionarn": "FunctionName",
    "s3:delimiter": "Delimiter",
    "s3:prefix": "Prefix",
    "s3:versionid": "VersionId",
    "s3:x-amz-acl": "ACL",
    "s3:x-amz-server-side-encryption": "ServerSideEncryption",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
    "s3:x-amz-storage-class": "StorageClass",
    "sns:protocol": "Protocol",
}
"""Keys that are parameters of the call."""
_TAG = re.compile(r"(?:aws|ec2):resourcetag/(?P<name>.+)")
_ROLES_TAG = "aws:principaltag/"
_ENCRYPTION = "kms:encryptioncontext:"


@cache
def everybodys(principal: str, region: str, account: str) -> Mapping[str, Values]:
    """The keys that every request of a role or a service has: all speak TLS 1.2, as boto3 does."""
    by_service = not principal.startswith("arn:")
    found: dict[str, Values] = {
        "aws:principalisawsservice": (str(by_service).lower(),),
        "aws:requestedregion": (region,),
        "aws:resourceaccount": (account,),
        "aws:securetransport": ("true",),
        "aws:viaawsservice": ("false",),
        "kms:calleraccount": (account,),
        "s3:resourceaccount": (account,),
        "s3:tlsversion": ("1.2",),
        **dict.fromkeys(_ABSENT, ()),
    }
    if not by_service:
        return found | {"aws:principalarn": (principal,), "aws:principalaccount": (account,)}
    owner = (account,) if principal == "cloudwatch.amazonaws.com" else ()
    return found | {"aws:principalservicename": (principal,), "aws:sourceowner": owner}


def of_moment(key: str) -> Values | None:
    """The simulated time."""
    if key == "aws:epochtime":
        return (str(int(time.time())),)
    return (f"{datetime.fromtimestamp(time.time(), UTC):%Y-%m-%dT%H:%M:%SZ}",) if key == "aws:currenttime" else None


def of_call(ask: Ask, region: str, account: str, facts: Facts, passed_to: str) -> Find:
    """What a call says under a key."""

    def find(key: str) -> Values | None:
        if key in _PARAMETERS:
            found = tuple(_texts(ask.params, _PARAMETERS[key].split(".")))
            return found if key != "lambda:functionarn" else _functions(found, ask, region, account, facts)
        if key == "dynamodb:leadingkeys":
            return _leading(ask, region, facts)
        if key == "iam:passedtoservice":
            return (passed_to,) if passed_to else ()
        if key == "kms:requestalias":
            return tuple(one for one in (ask.params.get("KeyId", ""),) if "alias/" in one)
        if key.startswith(_ENCRYPTION):
            context = {name.lower(): value for name, value in ask.params.get("EncryptionContext", {}).items()}
            return tuple(value for name, value in context.items() if name == key.removeprefix(_ENCRYPTION))
        if key.startswith(("aws:requesttag/", "aws:tagkeys")) and not {"Tags", "tags", "Tagging"} & ask.params.keys():
            return ()
        return None

    return find


def of_account(question: Question, facts: Facts, tags: Mapping[str, str]) -> Find:
    """What the account knows of the resource, and of the role by its tags."""

    def find(key: str) -> Values | None:
        if key == "kms:resourcealiases":
            return facts.aliases(question.region, question.resource)
        if key.startswith(_ROLES_TAG):
            return tuple(value for name, value in tags.items() if f"{_ROLES_TAG}{name.lower()}" == key)
        if found := _TAG.fullmatch(key):
            own = facts.tags(question.region, question.resource) if question.resource != "*" else None
            return None if own is None else tuple(value for name, value in own.items() if name.lower() == found["name"])
        return None

    return find


def _texts(params: Any, path: list[str]) -> Iterable[str]:
    """What stands at a path, in every member of a list."""
    if not path:
        return [str(params)] if params not in (None, "") else []
    if isinstance(params, list):
        return [text for one in params for text in _texts(one, path)]
    return _texts(params.get(path[0]), path[1:]) if isinstance(params, Mapping) else []


def _functions(found: Values, ask: Ask, region: str, account: str, facts: Facts) -> Values:
    """The function of a mapping, as its ARN: the call names it, or the mapping."""
    if not found and (mapping := ask.params.get("UUID")):
        arn = facts.function_of(region, mapping)
        return (arn,) if arn else ()
    whole = f"arn:aws:lambda:{region}:{account}:function:"
    return tuple(one if one.startswith("arn:") else f"{whole}{one}" for one in found)


def _leading(ask: Ask, region: str, facts: Facts) -> Values | None:
    """The partition keys of the items that a call is about; None where it does not name them plainly.

    None at all of a table that is not there, so that DynamoDB says so, and not IAM: assumed.
    """
    name = facts.partition_key(region, ask.resource.partition(":table/")[2].partition("/")[0])
    if not name:
        return ()
    items = [ask.params.get("Item") or ask.params.get("Key")]
    if "RequestItems" in ask.params:
        items = list(_batched(ask.params["RequestItems"].get(ask.resource.partition(":table/")[2], ())))
    found = [str(text) for item in items if item and name in item for text in item[name].values()]
    return tuple(dict.fromkeys(found)) if found and len(found) == len(items) else None


def _batched(batch: Any) -> Iterable[Any]:
    """The items, or keys, of a batch that reads or writes."""
    if isinstance(batch, Mapping):
        return [*batch.get("Keys", ())]
    return [one.get("PutRequest", {}).get("Item") or one.get("DeleteRequest", {}).get("Key") for one in batch]
