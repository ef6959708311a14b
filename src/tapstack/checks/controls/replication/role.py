"""REP-07: the role of a replication names the buckets and keys that it touches."""

from collections.abc import Iterator

from tapstack.access import ones
from tapstack.access.conditions import Condition
from tapstack.access.documents import Statement
from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.iam.granted import allowing
from tapstack.checks.controls.replication.rules import BUCKET, rules_of
from tapstack.checks.truths.access.asking import role_of
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import TOKEN

_MADE = ("GetAtt:", "Ref:", "PseudoParameter:")
_EXACTLY = ("StringEquals", "ForAnyValue:StringEquals")


def judge(bucket: Property, view: View) -> Iterator[Fault]:
    """A fault for each grant of the role that leaves open which bucket, or which key, it is for."""
    rules_of(bucket)
    named = bucket["ReplicationConfiguration.Role"]
    role = role_of(named, view)
    if role is None:
        raise NotKnown(f"what {named.shown} may do is not known: no stack makes it")
    yield from one_by_one(allowing(role, view), _statement)


def _statement(statement: Statement) -> Iterator[Fault]:
    if statement.other_resources:
        yield Fault(statement.at["NotResource"], f"{statement.at.label} allows all resources but those that it names.")
    for resource in ones(statement.at["Resource"]):
        if not _is_named(resource) and not _by_alias(resource, statement):
            yield Fault(resource, f"The role that replicates may use {resource.shown}, which names no bucket or key.")


def _is_named(resource: Property) -> bool:
    """Whether it names one bucket, whatever of its objects, or one key."""
    text = resource.pattern
    if any(not token.startswith(_MADE, 1) for token in TOKEN.findall(text)):
        raise resource.unknown()
    place = text.partition("/")[0] if ":s3:::" in text else text
    return not any(mark in place for mark in "*?")


def _by_alias(resource: Property, statement: Statement) -> bool:
    """Whether a condition says by its alias which of several keys it is."""
    return ":kms:" in resource.pattern and any(map(_names_aliases, statement.conditions))


def _names_aliases(condition: Condition) -> bool:
    return condition.key == "kms:resourcealiases" and condition.operator in _EXACTLY and bool(condition.wanted)


CONTROL = ControlCheck(
    name="S3_REPLICATION_ROLE_NAMES_WHAT_IT_TOUCHES",
    title="The role of a replication names the buckets and the keys that it may use",
    why="Whoever gets S3 to take the role copies any bucket of the account anywhere, and reads it with any key.",
    fix="Name the source's and the destination's bucket by ARN, and each key by ARN or by kms:ResourceAliases.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html;"
    " https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
    controls=("REP-07",),
    about=(BUCKET,),
    judge=judge,
)
