"""Our own template has no difference that is not meant; each of these faults, put into it, is found."""

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tapstack.findings import Status
from tests.unit.checks.pair.judging import EAST, EU, failed, judged

Template = dict[str, Any]
NOTHING = {"Ref": "AWS::NoValue"}
FILE = Path(__file__).parents[4] / "lib" / "TapStack.json"


@cache
def ours() -> str:
    return FILE.read_text(encoding="utf-8")


def in_source(value: Any, otherwise: Any = None) -> Any:
    return {"Fn::If": ["IsSourceRegion", value, NOTHING if otherwise is None else otherwise]}


def setting(path: str, change: Callable[[Any], Any]) -> Callable[[Template], None]:
    """Puts ``change`` of what stands at ``Resource.A.B`` there; a step may be the number of an item."""

    def apply(template: Template) -> None:
        first, *steps, last = path.split(".")
        at = template["Resources"][first]["Properties"]
        for step in steps:
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
        key: Any = int(last) if isinstance(at, list) else last
        at[key] = change(at[key] if isinstance(at, list) else at.get(key))

    return apply


def alone(path: str) -> Callable[[Template], None]:
    return setting(path, lambda value: in_source(copy.deepcopy(value)))


def put(path: str, value: Any) -> Callable[[Template], None]:
    return setting(path, lambda _: value)


def only_in_source(name: str, section: str = "Resources") -> Callable[[Template], None]:
    def apply(template: Template) -> None:
        template[section][name]["Condition"] = "IsSourceRegion"

    return apply


def zone_copied(template: Template) -> None:
    template["Mappings"]["Zones"][EU] = template["Mappings"]["Zones"][EAST]


def replica_unprotected(template: Template) -> None:
    replica = template["Resources"]["TradingAnalyticsTable"]["Properties"]["Replicas"][1]
    replica["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] = False


def deny_in_source(template: Template) -> None:
    document = template["Resources"]["TradingDataBucketPolicy"]["Properties"]["PolicyDocument"]
    number = next(i for i, one in enumerate(document["Statement"]) if one.get("Effect") == "Deny")
    document["Statement"][number] = in_source(document["Statement"][number])


FAULTS: dict[str, tuple[Callable[[Template], None], str, str]] = {
    "a bucket is no longer versioned": (
        put("TradingDataBucket.VersioningConfiguration.Status", in_source("Enabled", "Suspended")),
        "PAIR-004",
        "TradingDataBucket",
    ),
    "a bucket is encrypted in one region": (
        alone("TradingDataBucket.BucketEncryption"),
        "PAIR-004",
        "TradingDataBucket",
    ),
    "the public is kept out in one region": (
        put("AccessLogBucket.PublicAccessBlockConfiguration.BlockPublicPolicy", in_source(True, False)),
        "PAIR-004",
        "AccessLogBucket",
    ),
    "a key rotates in one region": (
        put("PlatformKey.EnableKeyRotation", in_source(True, False)),
        "PAIR-004",
        "PlatformKey",
    ),
    "a stream is encrypted in one region": (alone("MarketDataStream.StreamEncryption"), "PAIR-004", "MarketDataStream"),
    "a function drops what fails in one region": (
        alone("AnalyticsFunction.DeadLetterConfig"),
        "PAIR-004",
        "AnalyticsFunction",
    ),
    "an alarm tells nobody in one region": (alone("IteratorAgeAlarm.AlarmActions"), "PAIR-004", "IteratorAgeAlarm"),
    "a replica has no point-in-time recovery": (replica_unprotected, "PAIR-011", "TradingAnalyticsTable"),
    "records are kept for a day in one region": (
        put("MarketDataStream.RetentionPeriodHours", in_source(168, 24)),
        "PAIR-005",
        "MarketDataStream",
    ),
    "logs are kept for a week in one region": (
        put("AnalyticsLogGroup.RetentionInDays", in_source(3653, 7)),
        "PAIR-005",
        "AnalyticsLogGroup",
    ),
    "an own key in one region": (alone("MigrationEventTopic.KmsMasterKeyId"), "PAIR-005", "MigrationEventTopic"),
    "two shards in one region": (put("MarketDataStream.ShardCount", in_source(24, 2)), "PAIR-006", "MarketDataStream"),
    "little memory in one region": (
        put("AnalyticsFunction.MemorySize", in_source(1024, 128)),
        "PAIR-006",
        "AnalyticsFunction",
    ),
    "an alarm in one region": (only_in_source("IteratorAgeAlarm"), "PAIR-002", "IteratorAgeAlarm"),
    "a log group in one region": (only_in_source("AnalyticsLogGroup"), "PAIR-002", "AnalyticsLogGroup"),
    "flow logs in one region": (only_in_source("VpcFlowLog"), "PAIR-002", "VpcFlowLog"),
    "an alias in one region": (only_in_source("PlatformKeyAlias"), "PAIR-002", "PlatformKeyAlias"),
    "nobody reads the stream in one region": (
        only_in_source("AnalyticsEventSource"),
        "PAIR-002",
        "AnalyticsEventSource",
    ),
    "a queue policy in one region": (only_in_source("AnalyticsDlqPolicy"), "PAIR-003", "AnalyticsDlqPolicy"),
    "a bucket policy in one region": (only_in_source("TradingDataBucketPolicy"), "PAIR-003", "TradingDataBucketPolicy"),
    "a Deny in one region": (deny_in_source, "PAIR-003", "TradingDataBucketPolicy"),
    "an alarm tells the other region's topic": (
        put("IteratorAgeAlarm.AlarmActions", [{"Fn::Sub": f"arn:aws:sns:{EAST}:${{AWS::AccountId}}:events"}]),
        "PAIR-007",
        "IteratorAgeAlarm",
    ),
    "zones of the other region": (zone_copied, "PAIR-007", "PrivateSubnet1"),
    "an endpoint service of the other region": (
        put("SqsEndpoint.ServiceName", f"com.amazonaws.{EAST}.sqs"),
        "PAIR-007",
        "SqsEndpoint",
    ),
    "a region written out in the environment": (
        put("AnalyticsFunction.Environment.Variables.HOME", EAST),
        "PAIR-008",
        "AnalyticsFunction",
    ),
    "the log service of one region in the key's policy": (
        put("PlatformKey.KeyPolicy.Statement.1.Principal.Service", f"logs.{EAST}.amazonaws.com"),
        "PAIR-008",
        "PlatformKey",
    ),
    "a third region": (
        put("HealthProbeFunction.Environment.Variables.TOPIC", "arn:aws:sns:eu-west-3:123456789012:events"),
        "PAIR-009",
        "HealthProbeFunction",
    ),
    "an output in one region": (only_in_source("VPCId", "Outputs"), "PAIR-013", "TradingVPC"),
}


def mutated(change: Callable[[Template], None]) -> Template:
    template: Template = json.loads(ours())
    change(template)
    return template


def test_it_has_no_difference_that_is_not_meant(tmp_path: Path) -> None:
    found = judged(json.loads(ours()), tmp_path, given={"EnvironmentSuffix": "test"}, configured=True)
    assert {row.status for row in found} == {Status.PASS}


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_found(name: str, tmp_path: Path) -> None:
    change, check, resource = FAULTS[name]
    found = failed(judged(mutated(change), tmp_path, given={"EnvironmentSuffix": "test"}, configured=True))
    assert resource in {row.resource for row in found.get(check, [])} or resource in str(found.get(check)), found


def test_a_region_that_the_set_does_not_have_is_found(tmp_path: Path) -> None:
    given = {"EnvironmentSuffix": "test", "SourceRegion": "us-west-2"}
    found = failed(judged(json.loads(ours()), tmp_path, given=given, configured=True))
    assert [row.path[:2] for row in found["PAIR-014"]] == [("Conditions", "IsSourceRegion")]
