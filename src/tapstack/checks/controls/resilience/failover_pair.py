"""RSL-07: failover is between two records: a primary with a health check, and a secondary."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.route53.records import ABOUT, records_in, set_of
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

ROLES = ("PRIMARY", "SECONDARY")


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for each half that a record lacks beside it, and for a primary that nobody examines."""
    found = failing_over(resource)
    if not found:
        raise NotAskedError("No record takes part in failover")
    yield from one_by_one(found, lambda record: _pair(record, view))


def failing_over(resource: Property) -> list[Property]:
    """The records of a resource that take part in failover."""
    return [record for record in records_in(resource) if record["Failover"].given]


def _pair(record: Property, view: View) -> Iterator[Fault]:
    beside = set_of(record, view)
    for role in ROLES:
        found = [one for one in beside if one["Failover"].given and one["Failover"].equals(role)]
        if len(found) != 1:
            yield Fault(record, f"{record['Name'].shown} has {len(found)} records that are {role}.")
    if len({one["SetIdentifier"].pattern for one in beside}) != len(beside):
        yield Fault(record, f"Two records {record['Name'].shown} have one SetIdentifier.")
    examined = record.has("HealthCheckId") or record["AliasTarget.EvaluateTargetHealth"].flag
    if record["Failover"].equals("PRIMARY") and not examined:
        yield Fault(record, f"The primary {record['Name'].shown} has no health check.")


CONTROL = ControlCheck(
    name="ROUTE53_FAILOVER_PAIR_COMPLETE",
    title="Failover is between one primary with a health check and one secondary",
    why="With half of the pair, or a primary that is always taken for healthy, names never lead to the other region.",
    fix="Make one PRIMARY with a HealthCheckId and one SECONDARY of the same name and type, each with a SetIdentifier"
    " of its own.",
    source="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
    controls=("RSL-07",),
    about=(*ABOUT,),
    judge=judge,
)
