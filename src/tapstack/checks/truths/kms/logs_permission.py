"""KMS-015: the key of a log group lets CloudWatch Logs use it."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import partial

from tapstack.checks.truths.kms.keys import key_of
from tapstack.checks.truths.resource_policies import allows, covers, of_service, some, statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import ACCOUNT, is_whole, pattern
from tapstack.template.unresolved import Unresolved

_ACTIONS = ("kms:Decrypt", "kms:GenerateDataKey")
_CONTEXT = "kms:encryptioncontext:aws:logs:arn"
_OPERATORS = ("ArnLike", "ArnEquals", "StringLike", "StringEquals")


def judge(reference: Property, view: View) -> Iterator[Fault]:
    """A fault where no statement of the key's policy lets the logs service of the region use it for this group."""
    key = key_of(reference, view)
    if key is None:
        return
    service = f"logs.{reference.item.region}.amazonaws.com"
    for action in _ACTIONS:
        if not some(statements(key["KeyPolicy"]), partial(_lets, service, action, reference)):
            yield Fault(reference, f"The policy of {key} does not let {service} do {action} for this log group.")
            return


def _lets(service: str, action: str, reference: Property, statement: Property) -> bool:
    if not allows(statement) or not of_service(statement, service, "logs.amazonaws.com"):
        return False
    return covers(statement, action) and _for_group(statement, reference)


def _for_group(statement: Property, reference: Property) -> bool:
    """Whether its conditions hold for the log group. Raises NotKnown for conditions on something else."""
    wanted = _arn(reference)
    for operator, keys in statement["Condition"].members.items():
        for name, values in keys.members.items():
            if name.lower() != _CONTEXT or operator not in _OPERATORS:
                raise NotKnown(f"whether the condition {operator} {name} holds is not known")
            if not any(_matches(one, wanted) for one in values.items):
                return False
    return True


def _arn(reference: Property) -> str:
    item = reference.item
    name = item["LogGroupName"]
    text = name.pattern if name.given else pattern(Unresolved("Ref", item.logical_id, "", item.region))
    account = pattern(item.pseudo["AWS::AccountId"])
    return f"arn:{pattern(item.pseudo['AWS::Partition'])}:logs:{item.region}:{account}:log-group:{text}"


def _matches(value: Property, wanted: str) -> bool:
    text = value.pattern
    if text == wanted or fnmatchcase(wanted, text):
        return True
    if not is_whole(text.replace(ACCOUNT, "")) or not is_whole(wanted.replace(ACCOUNT, "")):
        raise value.unknown()
    return False


TRUTH = Truth(
    id="KMS-015",
    title="The policy of a log group's key lets CloudWatch Logs of that region decrypt and generate data keys",
    why="CloudWatch Logs answers InvalidParameterException: the key does not exist or is not allowed to be used.",
    fix="Allow kms:Encrypt, Decrypt, ReEncrypt*, GenerateDataKey* and Describe* to logs.${AWS::Region}.amazonaws.com,"
    " on the condition that kms:EncryptionContext:aws:logs:arn is like the group's ARN.",
    source="CloudWatch Logs user guide, Encrypt log data using AWS KMS (the key policy must let the service use it)",
    about=("AWS::Logs::LogGroup",),
    at="KmsKeyId",
    judge=judge,
)
