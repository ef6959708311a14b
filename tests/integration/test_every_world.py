"""Our template is right in every world that its parameters can make."""

from datetime import date
from pathlib import Path

from tapstack.checks import links, pair, truths
from tapstack.checks.subject import Subject
from tapstack.checks.worlds import worlds_of
from tapstack.config import read
from tapstack.findings import Status

ROOT = Path(__file__).parents[2]


def subject(**given: str) -> Subject:
    return Subject(
        str(ROOT / "lib" / "TapStack.json"),
        ("eu-central-1", "us-east-1"),
        given={"EnvironmentSuffix": "verify", **given},
        complete=True,
        configured=True,
        objectives=read(ROOT).objectives,
        as_of=date(2026, 11, 25),
    )


def test_nothing_fails_in_any_reachable_world() -> None:
    seen = subject()
    found = [one for layer in (truths, links, pair) for one in layer.run(seen) if one.status is Status.FAIL]
    assert [(one.check, one.resource, one.message) for one in found] == []
    assert len(worlds_of(seen).worlds) > 10


def test_both_ways_from_the_start_is_a_warning_that_says_what_to_deploy_first() -> None:
    [found] = [one for one in links.run(subject(ReplicationMode="BIDIRECTIONAL")) if one.status is Status.FAIL]
    assert (found.check, found.severity) == ("LINK-005", "warning")
    assert "deploy it with ReplicationMode=FORWARD first" in found.message
