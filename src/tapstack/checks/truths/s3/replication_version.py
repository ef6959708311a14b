"""S3-007: replication rules are all of one version, and ask of it what it can do."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rules: Property, _: View) -> Iterator[Fault]:
    """A fault for a rule with Prefix and Filter, for rules of both versions, and for what V1 cannot do."""
    second = [rule.has("Filter") for rule in rules.items]
    for rule, is_second in zip(rules.items, second, strict=True):
        if is_second and rule.has("Prefix"):
            yield Fault(rule["Prefix"], "The rule has a Prefix beside its Filter.")
        elif is_second != second[0]:
            yield Fault(rule, f"The rule has {'a' if is_second else 'no'} Filter, unlike the first rule.")
        elif not is_second and rule.has("DeleteMarkerReplication"):
            yield Fault(rule["DeleteMarkerReplication"], "The rule has DeleteMarkerReplication and no Filter.")
    if second and not any(second):
        yield from _several_destinations(rules)


def _several_destinations(rules: Property) -> Iterator[Fault]:
    first = rules.items[0]["Destination.Bucket"]
    for rule in rules.items[1:]:
        bucket = rule["Destination.Bucket"]
        if not bucket.equals(first):
            yield Fault(bucket, f"Rules without Filter go to one bucket; these go to {first.shown} and {bucket.shown}.")


TRUTH = Truth(
    id="S3-007",
    title="Replication rules are all of version 2 (Filter) or all of version 1 (Prefix), with what that version has",
    why="S3 refuses the mixture, delete marker replication in version 1, and several destinations in version 1.",
    fix="Give every rule a Filter, a Priority and DeleteMarkerReplication, and no Prefix of its own.",
    source="resource schema AWS::S3::Bucket, ReplicationRule.Filter (its use makes the configuration V2); GitHub"
    " rust-lang/simpleinfra#468 (DeleteMarkerReplication cannot be used for this version)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules",
    judge=judge,
)
