"""The real template, deployed and alive: its roles allow what its functions do, and each statement is needed."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment import create
from tapstack.simulate.deployment.run import prepared
from tests.unit.functions.sources import LIB
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

ACCOUNT = "123456789012"
PROBE, ANALYTICS = (f"trading-verify-{SOURCE}-{name}" for name in ("probe", "analytics"))


@pytest.fixture(scope="module")
def platform():
    """Everything deployed in both regions."""
    given = {"EnvironmentSuffix": "verify"}
    subject = prepared(Subject(str(LIB / "TapStack.json"), (TARGET, SOURCE), given, complete=True, configured=True))
    with open_life(subject) as life:
        operation = create(life.world)
        assert operation.status == "SUCCEEDED", operation.results
        yield life


def refusals(life, since=0):
    return [moment.text for moment in life.timeline.moments[since:] if moment.lane == "permissions"]


@pytest.fixture
def without(platform):
    """Takes a statement out of a role's policies, for one test."""
    iam, before = platform.client("iam", SOURCE), {}

    def taken(role, sid):
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            kept = [one for one in document["Statement"] if one["Sid"] != sid]
            if kept != document["Statement"]:
                before[role, name] = document
                changed = json.dumps({**document, "Statement": kept})
                iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=changed)
        assert before, f"{role} has no statement {sid}"

    yield taken
    for (role, name), document in before.items():
        iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))


def test_nothing_is_refused_while_it_is_deployed_and_watched(platform):
    platform.clock.run(300)
    assert refusals(platform) == []


@pytest.mark.parametrize(
    ("sid", "action"),
    [
        ("LookAtTheStream", "kinesis:DescribeStreamSummary"),
        ("PublishHealth", "cloudwatch:PutMetricData"),
        ("ReadTheDrainSwitch", "ssm:GetParameter"),
        ("UseTheKey", "kms:DescribeKey"),
        ("WriteAndReadTheProbeItem", "dynamodb:PutItem"),
    ],
)
def test_the_probe_lacks_each_statement_that_is_taken_away(platform, without, sid, action):
    before = len(platform.timeline.moments)
    without(PROBE, sid)
    platform.clock.run(61)
    (told,) = {
        text.partition(" on resource")[0].partition(" because")[0]
        for text in refusals(platform, before)
        if action in text
    }
    who = f"arn:aws:sts::{ACCOUNT}:assumed-role/{PROBE}/trading-verify-probe"
    assert told.endswith(f"User: {who} is not authorized to perform: {action}")


def put_trade(life, name):
    now = int(life.clock.moment.timestamp() * 1000)
    trade = {"tradeId": name, "timestamp": now, "symbol": "S", "price": 1, "quantity": 1}
    life.client("kinesis", SOURCE).put_record(
        StreamName="market-data-verify", Data=json.dumps(trade).encode(), PartitionKey="S"
    )


def is_stored(life, name):
    found = life.client("dynamodb", SOURCE).scan(TableName="trading-analytics-verify")["Items"]
    return any(item["TradeId"]["S"] == name for item in found)


@pytest.mark.parametrize(("sid", "trade"), [("WriteTrades", "T1"), ("ReadTheStream", "T2"), ("UseTheKey", "T3")])
def test_trades_wait_for_the_statements_that_their_function_lacks(platform, sid, trade):
    iam, name = platform.client("iam", SOURCE), "analytics"
    whole = iam.get_role_policy(RoleName=ANALYTICS, PolicyName=name)["PolicyDocument"]
    less = {**whole, "Statement": [one for one in whole["Statement"] if one["Sid"] != sid]}
    assert len(less["Statement"]) < len(whole["Statement"])
    iam.put_role_policy(RoleName=ANALYTICS, PolicyName=name, PolicyDocument=json.dumps(less))
    put_trade(platform, trade)
    platform.clock.run(30)
    assert not is_stored(platform, trade)
    iam.put_role_policy(RoleName=ANALYTICS, PolicyName=name, PolicyDocument=json.dumps(whole))
    platform.clock.run(60)
    assert is_stored(platform, trade)


def test_a_disabled_key_stops_the_stream_and_people_are_told_in_the_other_region(platform):
    kms = platform.client("kms", SOURCE)
    key = platform.permissions.encryption.key(f"arn:aws:kinesis:{SOURCE}:{ACCOUNT}:stream/market-data-verify", SOURCE)
    put_trade(platform, "T4")
    platform.clock.run(300)
    told = len(platform.topics.taken)
    kms.disable_key(KeyId=key)
    with pytest.raises(kms.exceptions.ClientError, match=f"KMSDisabledException.*{key} is disabled"):
        put_trade(platform, "T5")
    platform.clock.run(platform.keys.trail_delay + 5)
    assert [one.region for one in platform.topics.taken[told:] if "DisableKey" in one.message] == [TARGET]
    kms.enable_key(KeyId=key)
    put_trade(platform, "T5")
