"""The mark of a run."""

from datetime import UTC, datetime

import pytest

from tapstack.deploy.janitor.mark import STARTED, TAG, Run, is_suffix, names, run_of, suffix
from tapstack.findings import InputError
from tapstack.template.load import load
from tests.unit.deploy.janitor.conftest import TEMPLATE

RUN = Run("nightly-s8z3k2p1-1", datetime(2026, 1, 4, 3, 17, tzinfo=UTC))
GITHUB = 19_876_543_210  # runs had numbers of eleven digits in 2025


def test_a_suffix_is_taken_by_the_template():
    parameter = load(TEMPLATE).body["Parameters"]["EnvironmentSuffix"]
    made = suffix("s", GITHUB, 12)
    assert len(made) <= parameter["MaxLength"]
    assert made == "nightly-s94pzawa-12"


@pytest.mark.parametrize("other", [("t", GITHUB, 1), ("s", GITHUB + 1, 1), ("s", GITHUB, 2)])
def test_each_deployment_run_and_attempt_has_its_own_suffix(other):
    assert suffix(*other) != suffix("s", GITHUB, 1)


@pytest.mark.parametrize("run", [("s", 36**9, 1), ("s", GITHUB, 100_000), ("S", 1, 1), ("s", 1, -1)])
def test_a_suffix_that_the_template_would_refuse_is_not_made(run):
    with pytest.raises(InputError, match="Give a smaller number"):
        suffix(*run)


def test_a_run_is_read_back_from_its_tags():
    assert run_of(RUN.tags()) == RUN


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {TAG: RUN.suffix},
        {STARTED: RUN.tags()[STARTED]},
        {**RUN.tags(), TAG: "prod"},
        {**RUN.tags(), TAG: "nightly"},
        {**RUN.tags(), TAG: "nightly-prod"},
        {**RUN.tags(), STARTED: "yesterday"},
    ],
)
def test_half_a_mark_or_a_malformed_one_is_none(tags):
    assert run_of(tags) is None


@pytest.mark.parametrize("name", ["trading-nightly-sabc-1", "/p/nightly-sabc-1/x", "trading-data-nightly-sabc-1-1234"])
def test_a_suffix_is_found_in_a_name(name):
    assert names("nightly-sabc-1", name)


@pytest.mark.parametrize("name", ["trading-nightly-sabc-12", "xnightly-sabc-1", "trading-prod", "nightly"])
def test_a_part_of_another_suffix_is_not_taken_for_it(name):
    assert not names("nightly-sabc-1", name)


@pytest.mark.parametrize(
    "text", ["prod", "nightly", "nightly-", "nightly-1", "nightly-sabc", "nightly-sabc-1-x", "NIGHTLY-sabc-1"]
)
def test_what_a_person_would_choose_is_no_suffix_of_a_run(text):
    assert not is_suffix(text)
