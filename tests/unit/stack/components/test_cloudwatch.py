"""Component 6, CloudWatch: alarms and dashboards that CloudWatch takes and people can read."""

from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin import Resource, Stack
from tests.place import SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.metrics import body, shown, widgets
from tests.unit.stack.resources import all_of, copies_of

COLUMNS = 24
AT_ONCE = [
    "DlqDepthAlarm",
    "RuleDlqDepthAlarm",
    "S3FailedReplicationAlarm",
    "WorkflowFailedAlarm",
    "WorkflowTimedOutAlarm",
]


def alarms(stack: Stack) -> list[Resource]:
    return all_of(stack, "AWS::CloudWatch::Alarm")


def cells(widget: dict[str, Any]) -> set[tuple[int, int]]:
    columns = range(widget["x"], widget["x"] + widget["width"])
    return {(x, y) for x in columns for y in range(widget["y"], widget["y"] + widget["height"])}


def test_the_two_dashboards_have_names_of_their_own(pair: Callable[..., Pair]) -> None:
    """Dashboards have one list in an account, whatever the region."""
    for stack in pair(EnvironmentSuffix="other"):
        name = stack.resource("MonitoringDashboard").property("DashboardName")
        assert name == f"trading-migration-other-{stack.region}"


def test_others_are_told_where_the_dashboard_is(stack: Stack) -> None:
    name = stack.resource("MonitoringDashboard").property("DashboardName")
    console = f"https://{stack.region}.console.aws.amazon.com/cloudwatch/home?region={stack.region}"
    assert stack.output("DashboardUrl") == f"{console}#dashboards:name={name}"


def test_the_dashboard_has_no_more_widgets_than_cloudwatch_takes(stack: Stack) -> None:
    assert 20 <= len(body(stack)["widgets"]) <= 500


def test_widgets_lie_side_by_side_in_the_grid(stack: Stack) -> None:
    taken: set[tuple[int, int]] = set()
    for widget in body(stack)["widgets"]:
        assert widget["x"] + widget["width"] <= COLUMNS
        assert not taken & cells(widget), widget["properties"].get("title")
        taken |= cells(widget)


def test_the_grid_has_no_holes(stack: Stack) -> None:
    found = set().union(*map(cells, body(stack)["widgets"]))
    assert found == {(x, y) for x in range(COLUMNS) for y in range(max(y for _, y in found) + 1)}


def test_each_widget_says_what_it_shows_and_of_which_region(stack: Stack) -> None:
    """Without a region a widget shows that of whoever looks."""
    for widget in widgets(stack):
        assert widget["title"]
        assert widget["region"] in {SOURCE, TARGET}
        assert widget["view"] == "timeSeries"
        assert widget["metrics"]


def test_no_two_widgets_have_one_title(stack: Stack) -> None:
    titles = [widget["title"] for widget in widgets(stack)]
    assert len(titles) == len(set(titles))


def test_a_title_that_names_a_region_names_the_right_one(stack: Stack) -> None:
    named = [widget for widget in widgets(stack) if widget["title"].endswith((SOURCE, TARGET))]
    assert len(named) >= 20
    assert all(widget["title"].endswith(widget["region"]) for widget in named)


def test_left_is_the_source_and_right_the_target(stack: Stack) -> None:
    pairs = [
        widget for widget in body(stack)["widgets"] if widget["properties"].get("title", "").endswith((SOURCE, TARGET))
    ]
    assert all((widget["x"] == 0) == (widget["properties"]["region"] == SOURCE) for widget in pairs)


def test_metrics_are_added_up_over_whole_minutes(stack: Stack) -> None:
    for widget in widgets(stack):
        assert widget["period"] % 60 == 0
        assert widget["stat"] in {"Average", "Maximum", "Minimum", "Sum"}


@pytest.mark.parametrize(
    ("stat", "names"),
    [
        ("Sum", {"Accepted", "Rejected", "Failed", "Errors", "IncomingRecords", "WriteThrottleEvents"}),
        ("Maximum", {"IteratorAge", "ApproximateNumberOfMessagesVisible", "Duration", "BytesPendingReplication"}),
        ("Minimum", {"RegionHealthy"}),
    ],
)
def test_counts_are_summed_and_of_states_the_worst_is_shown(stat: str, names: set[str], stack: Stack) -> None:
    found = [(entry[1], widget["stat"]) for widget in widgets(stack) for entry in widget["metrics"]]
    assert {name for name, _ in found} >= names
    assert {used for name, used in found if name in names} == {stat}


def test_storage_is_looked_at_once_a_day_as_s3_reports_it(stack: Stack) -> None:
    periods = {
        widget["period"] for widget in widgets(stack) for entry in widget["metrics"] if entry[1] == "BucketSizeBytes"
    }
    assert periods == {86_400}


def test_the_headline_names_the_regions_and_the_active_one(pair: Callable[..., Pair]) -> None:
    for active in (SOURCE, TARGET):
        for stack in pair(ActiveRegion=active):
            (text,) = [widget for widget in body(stack)["widgets"] if widget["type"] == "text"]
            said = text["properties"]["markdown"]
            assert f"{SOURCE} to {TARGET}" in said
            assert f"Active region: {active}" in said


def test_the_dashboard_follows_the_environment(pair: Callable[..., Pair]) -> None:
    for stack in pair(EnvironmentSuffix="other"):
        ours = [value for metric in shown(stack) for value in metric.dimensions.values() if "other" in value]
        assert len(ours) >= 40
        assert "verify" not in stack.resource("MonitoringDashboard").property("DashboardBody")


def test_no_two_alarms_of_a_region_have_one_name(stack: Stack) -> None:
    names = [alarm.property("AlarmName") for alarm in alarms(stack)]
    assert len(names) == len(set(names))


def test_alarms_are_known_by_the_environment(pair: Callable[..., Pair]) -> None:
    for stack in pair(EnvironmentSuffix="other", ReplicationMode="BIDIRECTIONAL"):
        assert all(alarm.property("AlarmName").startswith("trading-other-") for alarm in alarms(stack))


def test_an_alarm_looks_back_no_longer_than_a_day_in_whole_minutes(stack: Stack) -> None:
    for alarm in alarms(stack):
        assert alarm.property("Period") % 60 == 0
        assert 60 <= alarm.property("Period") * alarm.property("EvaluationPeriods") <= 86_400


@pytest.mark.parametrize("logical_id", AT_ONCE)
def test_what_is_lost_is_told_at_once(logical_id: str, source: Stack, target: Stack) -> None:
    for _, alarm in copies_of(logical_id, (source, target)):
        assert alarm.property("EvaluationPeriods") == 1


def test_what_comes_and_goes_is_told_when_it_lasts(pair: Callable[..., Pair]) -> None:
    """A bad minute is no news; one in which nothing was said for a quarter of an hour would break every objective."""
    for stack in pair(ReplicationMode="BIDIRECTIONAL"):
        for alarm in alarms(stack):
            if alarm.logical_id not in AT_ONCE:
                assert alarm.property("EvaluationPeriods") >= 3
                assert alarm.property("Period") * alarm.property("EvaluationPeriods") <= 15 * 60


def test_each_alarm_says_what_it_means(stack: Stack) -> None:
    for alarm in alarms(stack):
        assert len(alarm.property("AlarmDescription")) > 15
