"""Controls of networks, roles, logs, alarms and failover hold on the template, and fail once it loses what they guard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.integration.controls.losing import (
    BOTH,
    LOST,
    TEMPLATE,
    Ends,
    Step,
    assert_fails,
    assert_truth_fails,
    checks_of,
    place_of,
    whole,
)
from tests.place import SOURCE, TARGET

CHECKS = checks_of("network", "iam", "observability", "resilience")


def statement(role: str, sid: str) -> tuple[Step, ...]:
    """The way to the actions of a statement of a role."""
    return (*place_of((role, "Properties", "Policies", 0, "PolicyDocument", "Statement"), sid), "Action")


def line_of(function: str, text: str) -> tuple[Step, ...]:
    """The way to the line of a function's code that has a text in it."""
    lines = TEMPLATE["Resources"][function]["Properties"]["Code"]["ZipFile"]["Fn::Join"][1]
    (place,) = (place for place, line in enumerate(lines) if text in line)
    return (function, "Properties", "Code", "ZipFile", "Fn::Join", 1, place)


NETWORK = ("TradingVPC", "Properties", "CidrBlock")
PEER_ROUTE = ("PeerRoute", "Properties")
PEER_ROUTES = ("PeerRoutes", "Properties")
PEERING = ("VpcPeering", "Properties")
RECORDS = ("FailoverRecords", "Properties", "RecordSets")
GATEWAY = {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateRouteTable"}, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-0a1b"}}  # fmt: skip
ZONES = [f"PrivateSubnet{number}" for number in (1, 2, 3)]
READER = {(region, "AnalyticsFunction"): "FAIL" for region in BOTH}
ANSWERS = {(r, name): "FAIL" for r in BOTH for name in ("BackupSettings", "MigrationRecord")}
ANSWERS |= {(SOURCE, name): "FAIL" for name in ("PeerContract", "PeerRoutes")}

CASES: list[tuple[str, tuple[Step, ...], Any, Mapping[tuple[str, str | None], str]]] = [
    ("NETWORK_RANGES_APART_BETWEEN_REGIONS", NETWORK, "10.10.0.0/16", {(r, "TradingVPC"): "FAIL" for r in BOTH}),
    ("NETWORK_TRAFFIC_LOGGED", ("VpcFlowLog",), LOST, {(r, "TradingVPC"): "FAIL" for r in BOTH}),
    ("NETWORK_TRAFFIC_LOGGED", ("VpcFlowLog", "Properties", "TrafficType"), "REJECT", {(r, "TradingVPC"): "FAIL" for r in BOTH}),
    ("NETWORK_TRAFFIC_LOGGED", ("VpcFlowLog", "Condition"), "IsSourceRegion", {(TARGET, "TradingVPC"): "FAIL"}),
    ("PRIVATE_SUBNET_WITHOUT_INTERNET_GATEWAY", ("PrivateDefaultRoute",), GATEWAY, {(r, name): "FAIL" for r in BOTH for name in ZONES}),
    ("NETWORK_REACHES_STORES_BY_GATEWAY_ENDPOINT", ("S3Endpoint",), LOST, {(r, "TradingVPC"): "FAIL" for r in BOTH}),
    ("NETWORK_REACHES_STORES_BY_GATEWAY_ENDPOINT", ("DynamoDBEndpoint", "Condition"), "IsTargetRegion", {(SOURCE, "TradingVPC"): "FAIL"}),
    ("NETWORK_REACHES_SERVICES_BY_INTERFACE_ENDPOINT", ("KmsEndpoint",), LOST, {(r, "TradingVPC"): "FAIL" for r in BOTH}),
    ("PEERING_ROUTED_BOTH_WAYS", ("PeerRoute",), LOST, {(SOURCE, "VpcPeering"): "FAIL"}),
    ("PEERING_ROUTED_BOTH_WAYS", ("PeerRoutes",), LOST, {(SOURCE, "VpcPeering"): "FAIL"}),
    ("PEERING_ROUTED_BOTH_WAYS", (*PEER_ROUTE, "DestinationCidrBlock"), "10.0.0.0/8", {(SOURCE, "VpcPeering"): "FAIL"}),
    ("PEERING_ROUTED_BOTH_WAYS", (*PEER_ROUTES, "DestinationCidr"), {"Ref": "TargetVpcCidr"}, {(SOURCE, "VpcPeering"): "FAIL"}),
    ("PEERING_ROUTED_BOTH_WAYS", (*PEER_ROUTES, "PeerRegion"), {"Ref": "SourceRegion"}, {(SOURCE, "VpcPeering"): "FAIL"}),
    ("PEERING_MADE_BY_ONE_STACK", ("SecondPeering",), {**TEMPLATE["Resources"]["VpcPeering"]}, {(SOURCE, "VpcPeering"): "FAIL", (SOURCE, "SecondPeering"): "FAIL"}),
    ("PEERING_MADE_BY_ONE_STACK", (*PEERING, "PeerVpcId"), {"Ref": "TradingVPC"}, {(SOURCE, "VpcPeering"): "FAIL"}),
    ("NETWORK_SPANS_TWO_ZONES", ("AnalyticsFunction", "Properties", "VpcConfig", "SubnetIds"), [{"Ref": "PrivateSubnet1"}], READER),
    ("IAM_ALL_RESOURCES_ONLY_WHERE_NONE_CAN_BE_NAMED", (*statement("ProbeRole", "ReadTheDrainSwitch")[:-1], "Resource"), "*", {(r, "ProbeRole"): "FAIL" for r in BOTH}),
    ("IAM_GRANTED_ACTION_USED", statement("ProbeRole", "ReadTheDrainSwitch"), ["ssm:GetParameter", "ssm:PutParameter"], {(r, "ProbeRole"): "FAIL" for r in BOTH}),
    ("IAM_GRANTED_ACTION_USED", line_of("HealthProbeFunction", ".get_parameter("), "    value = 'false'", {(r, "ProbeRole"): "FAIL" for r in BOTH}),
    ("IAM_GRANTED_ACTION_USED", ("AnalyticsFunction", "Properties", "VpcConfig"), LOST, {(r, "LambdaExecutionRole"): "FAIL" for r in BOTH}),
    ("IAM_GRANTED_ACTION_USED", ("AnalyticsEventSource", "Properties", "EventSourceArn"), "arn:aws:sqs:us-east-1:123456789012:q", {(r, "LambdaExecutionRole"): "FAIL" for r in BOTH}),
    ("IAM_GRANTED_ACTION_USED", ("MigrationStateMachine", "Properties", "LoggingConfiguration"), LOST, {(TARGET, "StateMachineRole"): "FAIL"}),
    ("IAM_GRANTED_ACTION_USED", ("MigrationStartRule",), LOST, {(TARGET, "EventsRole"): "FAIL"}),
    ("IAM_CALLED_ACTION_GRANTED", statement("ProbeRole", "ReadTheDrainSwitch"), "ssm:GetParameters", {(r, "HealthProbeFunction"): "FAIL" for r in BOTH}),
    ("IAM_CALLED_ACTION_GRANTED", line_of("HealthProbeFunction", ".describe_key("), "    client('kms', here()).disable_key(KeyId=name)", {(r, "HealthProbeFunction"): "FAIL" for r in BOTH}),
    ("LAMBDA_FUNCTION_HAS_ITS_OWN_LOG_GROUP", ("HealthProbeFunction", "Properties", "LoggingConfig", "LogGroup"), "/another", {(r, "HealthProbeFunction"): "FAIL" for r in BOTH}),
    ("LAMBDA_FUNCTION_HAS_ITS_OWN_LOG_GROUP", ("HealthProbeFunction", "Properties", "LoggingConfig", "LogGroup"), {"Ref": "ControlLogGroup"}, {(r, name): "FAIL" for r in BOTH for name in ("HealthProbeFunction", "ControlFunction")}),
    ("LAMBDA_FAILURES_ALARMED", ("FunctionErrorsAlarm",), LOST, READER),
    ("LAMBDA_FAILURES_ALARMED", ("FunctionThrottlesAlarm",), LOST, READER),
    ("LAMBDA_FAILURES_ALARMED", ("IteratorAgeAlarm", "Properties", "MetricName"), "Duration", READER),
    ("LAMBDA_FAILURES_ALARMED", ("FunctionErrorsAlarm", "Condition"), "IsTargetRegion", {(SOURCE, "AnalyticsFunction"): "FAIL"}),
    ("LAMBDA_FAILURES_ALARMED", ("MirrorThrottlesAlarm",), LOST, {(SOURCE, "MirrorFunction"): "FAIL"}),
    ("LAMBDA_FAILURES_ALARMED", ("CatchUpThrottlesAlarm",), LOST, {(SOURCE, "CatchUpFunction"): "FAIL"}),
    ("DATA_PATH_REFUSALS_ALARMED", ("TableThrottlesAlarm", "Condition"), "IsSourceRegion", {(SOURCE, "TradingAnalyticsTable"): "FAIL"}),
    ("DATA_PATH_REFUSALS_ALARMED", ("StreamWriteThrottleAlarm",), LOST, {(r, "MarketDataStream"): "FAIL" for r in BOTH}),
    ("DATA_PATH_REFUSALS_ALARMED", ("WorkflowTimedOutAlarm",), LOST, {(TARGET, "MigrationStateMachine"): "FAIL"}),
    ("SQS_DEAD_LETTERS_ALARMED", ("DlqDepthAlarm",), LOST, {(r, "AnalyticsDlq"): "FAIL" for r in BOTH}),
    ("SQS_DEAD_LETTERS_ALARMED", ("RuleDlqDepthAlarm",), LOST, {(r, "RuleDlq"): "FAIL" for r in BOTH}),
    ("ROUTE53_HEALTH_CHECK_ALARMED", ("RegionHealthAlarm", "Properties", "AlarmActions"), LOST, {(SOURCE, f"{end}HealthCheck"): "FAIL" for end in ("Source", "Target")}),
    ("ROUTE53_HEALTH_CHECK_ALARMED", ("RegionHealthAlarm", "Condition"), "IsSourceRegion", {(SOURCE, "TargetHealthCheck"): "FAIL"}),
    ("STREAM_READER_STANDS_IN_A_NETWORK", ("AnalyticsFunction", "Properties", "VpcConfig"), LOST, READER),
    ("STREAM_READER_STANDS_IN_A_NETWORK", ("MirrorFunction", "Properties", "Environment", "Variables", "TARGET_REGION"), {"Ref": "AWS::Region"}, {(SOURCE, "MirrorFunction"): "FAIL"}),
    ("ROUTE53_FAILOVER_PAIR_COMPLETE", (*RECORDS, 0), LOST, {(SOURCE, "FailoverRecords"): "FAIL"}),
    ("ROUTE53_FAILOVER_PAIR_COMPLETE", (*RECORDS, 1), LOST, {(SOURCE, "FailoverRecords"): "FAIL"}),
    ("CUSTOM_RESOURCE_ANSWERED_ON_EVERY_PATH", line_of("ControlFunction", "        send(event["), "        answer_to(event)", ANSWERS),
    ("CUSTOM_RESOURCE_ANSWERED_ON_EVERY_PATH", line_of("ControlFunction", 'if "ResponseURL" in event:'), "    if event['RequestType'] == 'Create':", ANSWERS),
    ("ROUTE53_FAILOVER_PAIR_COMPLETE", (*RECORDS, 1, "SetIdentifier"), "source", {(SOURCE, "FailoverRecords"): "FAIL"}),
]  # fmt: skip


def said(place: int, text: str, other: str) -> str:
    """A widget of the dashboard with one text for another."""
    widget: str = TEMPLATE["Resources"][DASHBOARD[0]]["Properties"]["DashboardBody"]["Fn::Join"][1][place]["Fn::Sub"]
    assert text in widget
    return widget.replace(text, other)


DASHBOARD = ("MonitoringDashboard", "Properties", "DashboardBody", "Fn::Join", 1)
LOGGING = ("TradingDataBucket", "Properties", "LoggingConfiguration", "DestinationBucketName")
LOG_POLICY = ("AccessLogBucketPolicy", "Properties", "PolicyDocument", "Statement")
SHOWN = {(r, "MonitoringDashboard"): "FAIL" for r in BOTH}
# Controls that truths judge: LOG-01, LOG-05.
TRUTHS: list[tuple[str, tuple[Step, ...], Any, Ends]] = [
    ("S3-090", LOGGING, "nobodys-logs", {(r, "TradingDataBucket"): "FAIL" for r in BOTH}),
    ("S3-090", LOGGING, {"Fn::Sub": "trading-logs-${EnvironmentSuffix}-${AWS::AccountId}-${SourceRegion}"}, {(TARGET, "TradingDataBucket"): "FAIL"}),
    ("S3-092", LOG_POLICY, TEMPLATE["Resources"]["TradingDataBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"], {(r, "TradingDataBucket"): "FAIL" for r in BOTH}),
    ("ALARM-009", (*DASHBOARD, 7, "Fn::Sub"), said(7, "Invocations", "Invocation"), SHOWN),
    ("ALARM-010", (*DASHBOARD, 7, "Fn::Sub"), said(7, "analytics-processor", "analytics"), SHOWN),
    ("ALARM-014", DASHBOARD[:3], "[no JSON", SHOWN),
    ("ALARM-014", (*DASHBOARD, 7, "Fn::Sub"), said(7, "${SourceRegion}", "nowhere"), SHOWN),
]  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_holds_on_the_template_and_is_about_something(name: str) -> None:
    assert set(whole(CHECKS[name]).values()) <= {"PASS", "SKIP"}
    assert "PASS" in whole(CHECKS[name]).values()


@pytest.mark.parametrize(("name", "path", "value", "lost"), CASES)
def test_a_check_fails_where_the_template_loses_what_it_guards(name, path, value, lost, tmp_path: Path) -> None:
    assert_fails(CHECKS[name], path, value, lost, tmp_path)


def test_every_check_has_been_seen_to_fail() -> None:
    assert {name for name, *_ in CASES} == set(CHECKS)


@pytest.mark.parametrize(("name", "path", "value", "lost"), TRUTHS)
def test_a_truth_that_judges_a_control_fails_likewise(name, path, value, lost, tmp_path: Path) -> None:
    assert_truth_fails(name, path, value, lost, tmp_path)
