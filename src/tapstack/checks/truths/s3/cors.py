"""S3-081: origins and headers of CORS rules have one wildcard at most, and exposed headers none."""

from collections.abc import Iterator

from tapstack.checks.truths.repeated import repeated
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = {"AllowedOrigins": 1, "AllowedHeaders": 1, "ExposedHeaders": 0}


def judge(rules: Property, _: View) -> Iterator[Fault]:
    """A fault for each wildcard too many, for ids that repeat, and for more than a hundred rules."""
    if len(rules.items) > 100:
        yield Fault(rules, f"There are {len(rules.items)} CORS rules; S3 takes 100.")
    for one, _first in repeated(rule["Id"] for rule in rules.items):
        yield Fault(one, f"Two CORS rules have the Id {one.shown}.")
    for rule in rules.items:
        for name, most in _MOST.items():
            for one in rule[name].items:
                if one.pattern.count("*") > most:
                    yield Fault(one, f"{one.shown} has {one.pattern.count('*')} wildcards; {name} take {most}.")


TRUTH = Truth(
    id="S3-081",
    title="CORS rules: one wildcard in an origin or header, none in an exposed header, ids unique, at most 100",
    why="S3 answers InvalidRequest to the CORS configuration, and the bucket is not made.",
    fix="Write one * in an origin (https://*.example.com) and spell the exposed headers out.",
    source="S3 user guide, Elements of a CORS configuration (one wildcard for origins and headers; up to 100 rules);"
    " resource schema AWS::S3::Bucket, CorsRule.Id (unique)",
    about=("AWS::S3::Bucket",),
    at="CorsConfiguration.CorsRules",
    judge=judge,
)
