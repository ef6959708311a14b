"""LAMBDA-037: a filter is JSON."""

import json
from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(pattern: Property, _: View) -> Iterator[Fault]:
    """A fault for a text that is no JSON object."""
    text = pattern.text
    try:
        found = json.loads(text)
    except ValueError as error:
        yield Fault(pattern, f"The filter is no JSON: {error}")
        return
    if not isinstance(found, dict):
        yield Fault(pattern, f"The filter {pattern.shown} is no JSON object.")


TRUTH = Truth(
    id="LAMBDA-037",
    title="The pattern of a filter is a JSON object",
    why="Lambda refuses the mapping: invalid filter pattern.",
    fix="Write the pattern as JSON text, or let Fn::ToJsonString make it.",
    source="aws/aws-cdk#23057 quotes the refusal (invalid filter pattern definition); Lambda developer guide"
    " (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html)",
    about=(MAPPING,),
    at="FilterCriteria.Filters[].Pattern",
    judge=judge,
)
