"""ENC-14, half of it: what services do with a key they do for our account only."""

from collections.abc import Iterator

from tapstack.access import account, canonical
from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.arns import parts
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.resource_policies import allows, principals, statements
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import alike

_ACCOUNTS = ("aws:sourceaccount", "kms:calleraccount")
_OPERATORS = ("StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike")
_EVENTS = "events.amazonaws.com"
_DELIVERY = ("kms:decrypt", "kms:describekey", "kms:generatedatakey", "kms:generatedatakey*")


def judge(key: Property, view: View) -> Iterator[Fault]:
    """A fault for each statement that lets a service use the key for whomever it may be."""
    letting = [one for one in statements(key["KeyPolicy"]) if allows(one) and principals(one, "Service")]
    letting = [one for one in letting if one["Principal"].raw != "*"]
    if not letting:
        raise NotAskedError(f"The policy of {key.item} lets no service use it")
    yield from one_by_one(letting, lambda statement: _bound(statement, view))


def _bound(statement: Property, view: View) -> Iterator[Fault]:
    if _only_delivers(statement):
        return
    named = (keys for operator, keys in statement["Condition"].members.items() if operator in _OPERATORS)
    conditions = [(name.lower(), wanted) for keys in named for name, wanted in keys.members.items()]
    if not any_of(conditions, lambda one: _ours(*one, view)):
        services = ", ".join(one.shown for one in principals(statement, "Service"))
        yield Fault(statement, f"The statement lets {services} use the key for any account.")


def _only_delivers(statement: Property) -> bool:
    """EventBridge tells KMS of no account when it delivers to an encrypted topic or queue: nothing can bind it."""
    services = {one.pattern for one in principals(statement, "Service")}
    actions = {one.text.lower() for one in statement["Action"].items}
    return services == {_EVENTS} and bool(actions) and actions <= {*_DELIVERY}


def _ours(name: str, wanted: Property, view: View) -> bool:
    """Whether a condition on a key holds for our account alone. Raises NotKnown."""
    mine = account(wanted.item)
    if name in _ACCOUNTS:
        return all(_same(one.pattern, mine, one) for one in wanted.items)
    if name == "aws:sourcearn" or name.startswith("kms:encryptioncontext:"):
        return all(_of_account(canonical(one.pattern, view), mine, one) for one in wanted.items)
    return False


def _of_account(text: str, mine: str, at: Property) -> bool:
    """Whether an ARN, which may have wildcards, is of the account; that of a bucket has none, its name says it."""
    found = parts(text)
    if found and found[2] == "s3" and not found[4]:
        return not found[5].startswith("*")
    return bool(found) and _same(found[4], mine, at)


def _same(one: str, mine: str, at: Property) -> bool:
    answer = False if {"*", "?"} & {*one} else alike(one, mine)
    if answer is None:
        raise NotKnown(f"whether {at.shown} is of this account is not known")
    return answer


CONTROL = ControlCheck(
    name="KMS_KEY_SERVICES_ACT_FOR_OUR_ACCOUNT",
    title="What a key policy lets services do, they may do for our account only",
    why="Anybody may ask a service of AWS to use a key that lets the service in: the service is the confused deputy.",
    fix="Add a condition on aws:SourceAccount, aws:SourceArn or the service's kms:EncryptionContext with an ARN of the"
    " account.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html; EventBridge excepted:"
    " https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    controls=("ENC-14",),
    about=("AWS::KMS::Key", "AWS::KMS::ReplicaKey"),
    judge=judge,
)
