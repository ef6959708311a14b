"""Metrics of replication, and what a bucket tells of it."""

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.objects.conftest import HERE, THERE, rule

QUARTER = 15 * 60
PENDING = ("ReplicationLatency", "OperationsPendingReplication", "BytesPendingReplication")
WITHOUT_CONTROL = {"ReplicationTime": {"Status": "Disabled", "Time": {"Minutes": 15}}}


def test_what_is_pending_is_measured_each_minute_in_the_region_of_the_destination(world):
    world.replicate()
    world.run(QUARTER)
    world.life.objects.lag = 150
    world.put("a", b"12345")
    world.put("b", b"123")
    world.run(181)
    latency, operations, size = (world.metric(name, TARGET) for name in PENDING)
    assert latency == [0.0, 60.0, 120.0, 0.0]
    assert (operations, size) == ([0.0, 2.0, 2.0, 0.0], [0.0, 8.0, 8.0, 0.0])
    assert [world.metric(name, SOURCE) for name in PENDING] == [[], [], []]


def test_failures_are_measured_in_the_region_of_the_source_and_only_while_something_is_replicated(world):
    world.replicate()
    world.run(QUARTER)
    world.put()
    world.run(300)
    world.forbid("s3:ReplicateObject")
    world.put()
    world.put()
    world.run(60)
    assert world.metric("OperationsFailedReplication", SOURCE, "Sum") == [0.0, 2.0]
    assert world.metric("OperationsFailedReplication", TARGET, "Sum") == []


def test_with_replication_time_control_metrics_begin_a_quarter_of_an_hour_later(world):
    world.replicate()
    world.run(QUARTER - 1)
    assert world.metric("ReplicationLatency", TARGET) == []
    world.replicate()
    world.run(61)
    assert len(world.metric("ReplicationLatency", TARGET)) == 2


def test_without_replication_time_control_metrics_begin_at_once(world):
    world.replicate(rule(Destination=WITHOUT_CONTROL))
    world.run(61)
    assert world.metric("ReplicationLatency", TARGET) == [0.0]


def test_without_metrics_nothing_is_measured_and_no_failure_told(world):
    silent = {**WITHOUT_CONTROL, "Metrics": {"Status": "Disabled"}}
    world.tell("s3:Replication:*")
    world.replicate(rule(Destination=silent))
    world.forbid("s3:ReplicateObject")
    world.put()
    world.run(QUARTER * 2)
    assert world.metric("ReplicationLatency", TARGET) == []
    assert world.metric("OperationsFailedReplication", SOURCE) == []
    assert (world.status(), world.told) == ("FAILED", [])


def test_a_destination_that_is_gone_or_out_of_reach_is_not_measured(world):
    world.replicate()
    world.run(QUARTER)
    measured = len(world.metric("ReplicationLatency", TARGET))
    world.life.outages.lose(TARGET)
    world.run(120)
    world.life.outages.restore(TARGET)
    assert len(world.metric("ReplicationLatency", TARGET)) == measured


def test_a_failure_is_told_with_its_reason(world):
    world.tell("s3:Replication:OperationFailedReplication")
    world.replicate()
    world.forbid("sts:AssumeRole")
    version = world.put(body=b"12345")
    world.run()
    (record,) = world.told
    assert record["eventName"] == "Replication:OperationFailedReplication"
    assert (record["awsRegion"], record["eventTime"]) == (SOURCE, "2026-01-05T09:00:30.000Z")
    assert record["s3"]["bucket"]["arn"] == f"arn:aws:s3:::{HERE}"
    assert (record["s3"]["object"]["versionId"], record["s3"]["object"]["size"]) == (version, 5)
    assert record["replicationEventData"] == {
        "replicationRuleId": "all",
        "destinationBucket": f"arn:aws:s3:::{THERE}",
        "s3Operation": "OBJECT_PUT",
        "requestTime": "2026-01-05T09:00:00.000Z",
        "failureReason": "AssumeRoleNotPermitted",
    }


def test_only_topics_that_want_the_event_and_the_key_are_told(world):
    only = {
        "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "in/"}, {"Name": "suffix", "Value": "csv"}]}}
    }
    world.tell("s3:Replication:OperationFailedReplication", **only)
    world.replicate()
    world.forbid("s3:ReplicateObject")
    for key in ("in/a.csv", "in/a.txt", "out/a.csv"):
        world.put(key)
    world.run()
    assert [record["s3"]["object"]["key"] for record in world.told] == ["in/a.csv"]


def test_a_version_that_misses_the_threshold_is_told_then_and_when_it_is_there(world):
    world.tell("s3:Replication:*")
    world.replicate()
    world.life.objects.lag = QUARTER + 100
    world.put("late")
    world.run(QUARTER + 50)
    assert [record["eventName"] for record in world.told] == ["Replication:OperationMissedThreshold"]
    assert world.told[0]["eventTime"] == "2026-01-05T09:15:00.000Z"
    world.run(51)
    assert [record["eventName"] for record in world.told[1:]] == ["Replication:OperationReplicatedAfterThreshold"]


def test_delete_markers_and_rules_without_time_control_have_no_threshold(world):
    world.tell("s3:Replication:*")
    world.replicate()
    world.put()
    world.run()
    world.life.objects.lag = QUARTER + 100
    world.s3().delete_object(Bucket=HERE, Key="a")
    world.replicate(rule(Destination=WITHOUT_CONTROL))
    world.put("b")
    world.run(QUARTER + 101)
    assert (world.told, len(world.versions())) == ([], 3)
