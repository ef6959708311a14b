"""ROUTE53-003: records of one name and type are told apart, and are of one kind."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, beside, policy_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def _differ(record: Property, view: View) -> Iterator[Fault]:
    mine, identifier = policy_of(record), record["SetIdentifier"]
    name = record["Name"].shown
    for other in beside(record, view):
        if policy_of(other) != mine:
            words = [policy or "no routing policy" for policy in (mine, policy_of(other))]
            yield Fault(record, f"The records {name} have {words[0]} here and {words[1]} in {other.item}.")
        elif not mine or not identifier.given:
            yield Fault(record, f"There is a record {name} of this type too: {other.item}.")
        elif other["SetIdentifier"].equals(identifier):
            yield Fault(identifier, f"There is a record {name} with SetIdentifier {identifier.shown} too.")


TRUTH = Truth(
    id="ROUTE53-003",
    title="Records of one name and type have distinct SetIdentifiers and one routing policy",
    why="Route 53 refuses the change: InvalidChangeBatch, the record exists already or cannot be created with another"
    " policy; the stack fails.",
    fix="Give each record a SetIdentifier of its own and all of them the same kind of routing.",
    source="botocore route53 ResourceRecordSet.SetIdentifier (must be unique among records of the same name and type)"
    " and Failover (no mixing with other records of that name and type)",
    about=ABOUT,
    judge=each_record(_differ),
)
