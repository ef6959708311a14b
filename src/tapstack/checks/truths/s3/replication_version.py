"""S3-007: replication rules are all of one version, and ask of it what it can do."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rules: Property, _: View) -> Iterator[Fault]:
    """A fault for a rule with Prefix and Filter, for rules of both versions, and for what V1 cannot do."""
    first = next((version for version in map(_version, rules.items) if version), 0)
    for rule in rules.items:
        version = _version(rule)
        if version == 2 and rule.has("Prefix"):
            yield Fault(rule["Prefix"], "The rule has a Prefix beside its Filter.")
        elif version not in (0, first):
            yield Fault(rule, f"The rule is of version {version}, the first of version {first}.")
        elif version == 1 and rule.has("DeleteMarkerReplication"):
            yield Fault(rule["DeleteMarkerReplication"], "The rule has DeleteMarkerReplication and no Filter.")
    if rules.items and all(_version(rule) == 1 for rule in rules.items):
        yield from _several_destinations(rules)


def _version(rule: Property) -> int:
    """2 with a Filter, 1 with a Prefix, 0 with neither: then only S3 knows."""
    return 2 if rule.has("Filter") else int(rule.has("Prefix"))


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
