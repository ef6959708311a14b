"""No false alarms: whole templates, written from the documentation of each type, in which nothing is wrong."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks import links, pair, truths
from tapstack.checks.subject import Subject
from tapstack.checks.truths.catalogue import truths as catalogue
from tapstack.findings import Status
from tapstack.pipeline.layers import layer

FOLDER = Path(__file__).with_name("correct")
TEMPLATES = sorted(FOLDER.glob("*.yaml"))
REGIONS = ("eu-central-1", "us-east-1")
OUTSIDE: dict[str, dict[str, list[str]]] = {
    "backup": {
        "vaults": ["Default"],
        "roles": ["arn:aws:iam::123456789012:role/service-role/AWSBackupDefaultServiceRole"],
    },
    "keys": {"keys": ["arn:aws:kms:us-east-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef"]},
    "tricky-buckets": {"buckets": ["arn:aws:s3:::partner-photos"]},
    "messaging": {"topics": ["arn:aws:sns:us-east-1:806199016981:AmazonIpSpaceChanged"]},
}
"""What a template uses that others made."""

LINTER_IS_WRONG = {
    "route53": {"E1040", "E1041"},  # an alias of a record of one's own zone is in one's own zone
    "stacks": {"E6101"},  # what a wait condition gives is a text
    "states-jsonata": {"E3601"},  # numbers may be expressions in JSONata
}
NOT_OURS = {"tricky-metrics"}
"""Templates about what others made; of ours it would be missing."""
GONE = {"AWS::Evidently::Project"}
"""Types of services that AWS has shut down."""


@cache
def subject(file: Path, *, ours: bool) -> Subject:
    outside = OUTSIDE.get(file.stem, {}) if ours else {}
    return Subject(str(file), REGIONS, configured=ours, externals=outside, as_of=date(2026, 11, 25))


def resources(file: Path) -> dict[str, Any]:
    return dict(subject(file, ours=True).template.section("Resources"))


JUDGED = [(file, ours) for file in TEMPLATES for ours in (True, False) if not (ours and file.stem in NOT_OURS)]


@pytest.mark.parametrize(
    ("file", "ours"), JUDGED, ids=[f"{file.stem}-{'ours' if ours else 'foreign'}" for file, ours in JUDGED]
)
def test_nothing_is_wrong(file: Path, ours: bool) -> None:
    found = [one for each in (truths, links, pair) for one in each.run(subject(file, ours=ours))]
    failed = [(one.check, one.region, one.resource, one.message) for one in found if one.status is Status.FAIL]
    assert failed == []
    assert Counter(one.status for one in found)[Status.PASS] > len(resources(file))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_the_linter_takes_it(file: Path) -> None:
    found = layer("lint")(subject(file, ours=False))
    errors = [one for one in found if one.status is Status.FAIL and one.severity == "error"]
    wrong = LINTER_IS_WRONG.get(file.stem, set())
    assert [one.message for one in errors if not any(code in one.check for code in wrong)] == []


def test_every_type_that_truths_are_about_is_used_in_two_ways() -> None:
    seen: dict[str, set[str]] = {}
    for file in TEMPLATES:
        for body in resources(file).values():
            kind = "Custom::*" if body["Type"].startswith("Custom::") else body["Type"]
            seen.setdefault(kind, set()).add(repr(sorted(body.get("Properties", {}).items())))
    judged = {kind for truth in catalogue() for kind in truth.about} - {"*"} - GONE
    assert sorted(kind for kind in judged if len(seen.get(kind, ())) < 2) == []
