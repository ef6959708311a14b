"""Limitation 6, no Route 53: a probe in each region says whether it serves, and DNS turns away from one that does not.

Route 53 watches the metric of an alarm, of which it takes only plain ones: standard resolution, one metric, one of five
statistics, no M of N (Route 53 API, AlarmIdentifier).
"""

from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows
from tests.unit.stack.rules import may_invoke, targets
from tests.unit.stack.values import plain

CHECKS = {"SourceHealthCheck": SOURCE, "TargetHealthCheck": TARGET}
BOTH = pytest.mark.parametrize("region", [SOURCE, TARGET])


@pytest.fixture
def stack_of(source: Stack, target: Stack) -> Callable[[str], Stack]:
    return {SOURCE: source, TARGET: target}.__getitem__


def records(stack: Stack) -> list[dict[str, str]]:
    found: list[dict[str, str]] = plain(stack.resource("FailoverRecords").property("RecordSets"))
    return found


def alarm(stack: Stack) -> Resource:
    return stack.resource("RegionHealthAlarm")


@pytest.mark.parametrize(("check", "region"), CHECKS.items())
def test_each_health_check_watches_the_alarm_that_its_regions_stack_makes(check, region, source, stack_of) -> None:
    watched = source.resource(check).property("HealthCheckConfig.AlarmIdentifier")
    assert watched == {"Name": alarm(stack_of(region)).property("AlarmName"), "Region": region}


@pytest.mark.parametrize("check", CHECKS)
def test_a_region_of_which_nothing_is_known_is_unhealthy(check, source) -> None:
    config = source.resource(check).property("HealthCheckConfig")
    assert (config["Type"], config["InsufficientDataHealthStatus"]) == ("CLOUDWATCH_METRIC", "Unhealthy")


@BOTH
def test_the_alarm_is_one_that_a_health_check_can_watch(region, stack_of) -> None:
    watched = alarm(stack_of(region))
    assert watched.property("Statistic") in {"Average", "Maximum", "Minimum", "SampleCount", "Sum"}
    assert watched.property("Period") >= 60
    assert not any(map(watched.has, ["Metrics", "ExtendedStatistic", "DatapointsToAlarm"]))


@BOTH
def test_the_alarm_takes_silence_and_any_bad_minute_for_ill(region, stack_of) -> None:
    """The probe publishes 1 or 0; the worst of a minute counts."""
    watched = alarm(stack_of(region))
    assert watched.property("TreatMissingData") == "breaching"
    assert (watched.property("ComparisonOperator"), watched.property("Statistic")) == ("LessThanThreshold", "Minimum")
    assert 0 < watched.property("Threshold") <= 1


@BOTH
def test_the_alarm_tells_people_of_both_turns(region, stack_of) -> None:
    watched, topic = alarm(stack_of(region)), f"arn:aws:sns:{region}:{ACCOUNT}:migration-events-verify"
    assert (watched.property("AlarmActions"), watched.property("OKActions")) == ([topic], [topic])


@BOTH
def test_the_alarm_watches_the_metric_that_its_regions_probe_may_publish(region, stack_of) -> None:
    watched, role = alarm(stack_of(region)), stack_of(region).resource("ProbeRole")
    dimensions = {one["Name"]: one["Value"] for one in watched.property("Dimensions")}
    assert (watched.property("MetricName"), dimensions) == (
        "RegionHealthy",
        {"Environment": "verify", "Region": region},
    )
    here = {"cloudwatch:namespace": watched.property("Namespace"), "aws:RequestedRegion": region}
    assert allows(role, "cloudwatch:PutMetricData", "*", here)
    assert not allows(role, "cloudwatch:PutMetricData", "*", here | {"cloudwatch:namespace": "Trading/Analytics"})


def test_dns_turns_within_the_six_minutes_that_are_promised(source, target) -> None:
    """Alarm, then one minute for Route 53 to act on it (an assumption of the design), then what resolvers remember."""
    remembered = max(int(record["TTL"]) for record in records(source))
    for stack in (source, target):
        until_alarm = alarm(stack).property("Period") * alarm(stack).property("EvaluationPeriods")
        assert 0 < until_alarm + 60 + remembered <= 360


@BOTH
def test_the_probe_runs_once_in_each_period_of_the_alarm(region, stack_of) -> None:
    schedule = stack_of(region).resource("ProbeSchedule")
    assert schedule.property("ScheduleExpression") == "rate(1 minute)"
    assert schedule.property("State") == "ENABLED"
    assert alarm(stack_of(region)).property("Period") == 60
    assert stack_of(region).resource("HealthProbeFunction").property("Timeout") < 60


@BOTH
def test_a_missed_probe_is_not_made_up_for(region, stack_of) -> None:
    """A late heartbeat would tell of a minute that is over."""
    retries = targets(stack_of(region).resource("ProbeSchedule"))[0]["RetryPolicy"]
    assert retries == {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60}


@BOTH
def test_the_schedule_may_run_the_probe(region, stack_of) -> None:
    stack = stack_of(region)
    schedule = stack.resource("ProbeSchedule")
    assert [one["Arn"] for one in targets(schedule)] == [
        f"arn:aws:lambda:{region}:{ACCOUNT}:function:trading-verify-probe"
    ]
    assert stack.resource("HealthProbeFunction").property("FunctionName") == "trading-verify-probe"
    assert may_invoke(stack, schedule, "HealthProbeFunction")


@BOTH
@pytest.mark.parametrize("action", ["dynamodb:GetItem", "dynamodb:PutItem"])
def test_the_probe_touches_only_its_own_items_of_the_regions_replica(action, region, stack_of, source) -> None:
    probe, role = stack_of(region).resource("HealthProbeFunction"), stack_of(region).resource("ProbeRole")
    name = source.resource("TradingAnalyticsTable").property("TableName")
    replica = f"arn:aws:dynamodb:{region}:{ACCOUNT}:table/{name}"
    assert probe.property("Environment.Variables.TABLE_NAME") == name
    assert allows(role, action, replica, {"dynamodb:LeadingKeys": [f"HEALTH#{region}"]})
    assert not allows(role, action, replica, {"dynamodb:LeadingKeys": ["T-1"]})
    assert not allows(role, action, replica, {"dynamodb:LeadingKeys": [f"HEALTH#{region}", "T-1"]})


@BOTH
def test_the_probe_looks_at_the_regions_stream(region, stack_of) -> None:
    stack = stack_of(region)
    stream = stack.resource("MarketDataStream").property("Name")
    assert stack.resource("HealthProbeFunction").property("Environment.Variables.STREAM_NAME") == stream
    arn = f"arn:aws:kinesis:{region}:{ACCOUNT}:stream/{stream}"
    assert allows(stack.resource("ProbeRole"), "kinesis:DescribeStreamSummary", arn)


@BOTH
def test_the_probe_works_without_the_network_that_it_judges(region, stack_of) -> None:
    assert not stack_of(region).resource("HealthProbeFunction").has("VpcConfig")


@BOTH
def test_the_probe_reads_the_switch_that_takes_its_region_out(region, stack_of) -> None:
    """Off at first; who throws it is tested with Parameter Store."""
    stack = stack_of(region)
    switch = stack.resource("DrainParameter")
    name = switch.property("Name")
    arn = f"arn:aws:ssm:{region}:{ACCOUNT}:parameter{name}"
    assert (name, switch.property("Value")) == (f"/trading-platform/verify/state/drain-{region}", "false")
    assert stack.resource("HealthProbeFunction").property("Environment.Variables.DRAIN_PARAMETER") == name
    assert allows(stack.resource("ProbeRole"), "ssm:GetParameter", arn)


@pytest.mark.parametrize(("active", "roles"), [(SOURCE, ("PRIMARY", "SECONDARY")), (TARGET, ("SECONDARY", "PRIMARY"))])
def test_the_active_region_is_the_primary(active, roles, pair: Callable[..., Pair]) -> None:
    said = {record["ResourceRecords"][0]: record["Failover"] for record in records(pair(ActiveRegion=active)[0])}
    assert said == dict(zip([f'"{SOURCE}"', f'"{TARGET}"'], roles, strict=True))


def test_each_record_lives_by_the_health_of_the_region_that_it_names(source) -> None:
    lives_by = {record["ResourceRecords"][0].strip('"'): record["HealthCheckId"] for record in records(source)}
    assert lives_by == {region: f"${{{check}}}" for check, region in CHECKS.items()}


def test_the_pair_is_one_that_route_53_takes_and_can_swap(source) -> None:
    """One name and type, two identifiers, and one group: swapped record by record there would be two primaries."""
    pair = records(source)
    assert {record["Type"] for record in pair} == {"TXT"}
    assert len({record["Name"] for record in pair}) == 1
    assert len({record["SetIdentifier"] for record in pair}) == len(pair) == 2
    assert source.of_type("AWS::Route53::RecordSet") == []


def test_the_records_are_in_the_zone(pair: Callable[..., Pair]) -> None:
    source, _ = pair(PrivateZoneName="desk.example.com")
    assert source.resource("PrivateZone").property("Name") == "desk.example.com"
    assert {record["Name"] for record in records(source)} == {"active-region.desk.example.com"}
    assert plain(source.resource("FailoverRecords").property("HostedZoneId")) == "${PrivateZone}"


def test_both_networks_resolve_the_zone(source, target) -> None:
    networks = plain(source.resource("PrivateZone").property("VPCs"))
    assert networks == [
        {"VPCId": "${TradingVPC}", "VPCRegion": SOURCE},
        {"VPCId": "${PeerContract.VpcId}", "VPCRegion": TARGET},
    ]
    for stack in (source, target):
        vpc = stack.resource("TradingVPC")
        assert (vpc.property("EnableDnsHostnames"), vpc.property("EnableDnsSupport")) == (True, True)


def test_what_route_53_has_once_is_made_by_one_stack(source, target) -> None:
    types = ["AWS::Route53::HealthCheck", "AWS::Route53::HostedZone", "AWS::Route53::RecordSetGroup"]
    assert [len(source.of_type(name)) for name in types] == [2, 1, 1]
    assert [len(target.of_type(name)) for name in types] == [0, 0, 0]


@pytest.mark.parametrize("late", ["TargetHealthCheck", "PrivateZone"])
def test_what_names_the_target_region_waits_for_its_contract(late, source) -> None:
    assert source.depends_on(late, "PeerContract")
