"""EVENTS-028: events of AWS come from a source that there is."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.installed import read_json
from tapstack.findings import Severity
from tapstack.findings.similar import nearest
from tapstack.graph.stackset import NotKnown, Property


@cache
def _known() -> tuple[str, ...]:
    return tuple(read_json(Path(__file__).with_name("sources.json"))["sources"])


def judge(source: Property, _: View) -> Iterator[Fault]:
    """A fault for a source of AWS that differs by a letter or so from one that there is."""
    text = source.text
    if not text.startswith("aws.") or text in _known():
        return
    meant = nearest(text, _known(), cutoff=0.9)
    if meant is None:
        raise NotKnown(f"Whether {text} sends events is not known here")
    yield Fault(source, f"No service sends events as {text}; {meant} does.")


TRUTH = Truth(
    id="EVENTS-028",
    title="A source of AWS in an event pattern is one that there is",
    why="AWS takes the pattern; no event comes from that source, and the rule never fires.",
    fix="Write the source as the service's events have it, such as aws.s3.",
    source="assumption: a source that differs by a letter from one that is known is a typing error",
    about=("AWS::Events::Rule",),
    at="EventPattern.source[]",
    judge=judge,
    severity=Severity.WARNING,
)
