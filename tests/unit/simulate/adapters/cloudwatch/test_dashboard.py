"""AWS::CloudWatch::Dashboard."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::CloudWatch::Dashboard"
BODY = json.dumps({"widgets": [{"type": "text", "properties": {"markdown": "# Trades"}}]})
GIVEN = {"DashboardName": "trades", "DashboardBody": BODY}


def test_everything_that_the_template_gives_is_told_back(making):
    assert making.read(*making.create(KIND, **GIVEN)) == GIVEN


def test_ref_is_the_name_and_there_are_no_attributes(making):
    _, made = making.create(KIND, **GIVEN)
    assert made.physical_id == "trades"
    assert tuple(made.attributes) == attributes(KIND).names == ()


def test_a_dashboard_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    assert making.create(KIND, DashboardBody=BODY)[1].physical_id.startswith("StackSet-TapStack-1-It-")


def test_a_name_that_is_taken_is_refused_and_the_dashboard_stays(making):
    wanted, made = making.create(KIND, **GIVEN)
    with pytest.raises(RefusedError, match="AlreadyExists: Dashboard trades already exists"):
        making.create(KIND, "Other", DashboardName="trades", DashboardBody="{}")
    assert making.read(wanted, made) == GIVEN


def test_a_name_that_only_begins_like_another_is_free(making):
    making.create(KIND, DashboardName="trades-more", DashboardBody="{}")
    assert making.create(KIND, "Other", **GIVEN)[1].physical_id == "trades"


def test_a_body_that_is_no_json_is_refused(making):
    with pytest.raises(RefusedError, match="Body is invalid JSON"):
        making.create(KIND, DashboardName="trades", DashboardBody="widgets")


def test_an_update_changes_the_body(making):
    wanted, made = making.create(KIND, **GIVEN)
    wanted, made = making.update(wanted, made, DashboardName="trades", DashboardBody="{}")
    assert making.read(wanted, made)["DashboardBody"] == "{}"


def test_tags_are_recorded(making):
    tags = [{"Key": "Team", "Value": "Data"}]
    making.create(KIND, **GIVEN, Tags=tags)
    assert making.cloud.records.get("us-east-1", KIND, "trades") == {"Tags": tags}


def test_deleting_a_dashboard_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.delete(wanted, made)
    assert making.bench.client("cloudwatch").list_dashboards()["DashboardEntries"] == []
    making.delete(wanted, made)
