"""Runtimes and the variables they reserve are read from what cfn-lint keeps."""

from datetime import date

import pytest

from tapstack.facts.runtimes import reserved_variables, runtimes


@pytest.mark.parametrize(("name", "blocked"), [("python3.9", "2027-02-01"), ("nodejs4.3", "2020-02-03")])
def test_a_runtime_has_the_day_on_which_no_function_can_be_made_with_it(name: str, blocked: str) -> None:
    assert runtimes()[name]["create-block"] == blocked


def test_every_day_is_a_date_or_none() -> None:
    days = [life[key] for life in runtimes().values() for key in ("create-block", "update-block", "deprecated")]
    assert all(day is None or date.fromisoformat(day) for day in days)


def test_the_region_is_reserved_and_a_name_of_ones_own_is_not() -> None:
    assert "AWS_REGION" in reserved_variables()
    assert "TABLE_NAME" not in reserved_variables()
