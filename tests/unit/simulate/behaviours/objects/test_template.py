"""The template's own functions move a live platform's objects, by the jobs that are simulated here."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment import create
from tapstack.simulate.deployment.run import prepared
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.objects.conftest import ACCOUNT

HISTORY = "live-platform-history"
DATA = {region: f"trading-data-verify-{ACCOUNT}-{region}" for region in (SOURCE, TARGET)}
GIVEN = {"EnvironmentSuffix": "verify", "HistoricalBucketName": HISTORY}
ROLE = f"trading-verify-{SOURCE}-replication"
ALL = [f"2025/{number:04}.csv" for number in range(30)]


class Platform:
    """The deployed template, and a bucket that was there before."""

    def __init__(self, life, **encryption):
        self.life = life
        s3 = life.client("s3", SOURCE)
        s3.create_bucket(Bucket=HISTORY)
        s3.put_bucket_versioning(Bucket=HISTORY, VersioningConfiguration={"Status": "Enabled"})
        for key in [*ALL, "deleted"]:
            about = {"Metadata": {"origin": "live"}, "Tagging": "year=2025", **encryption}
            s3.put_object(Bucket=HISTORY, Key=key, Body=key.encode(), **about)
        s3.delete_object(Bucket=HISTORY, Key="deleted")
        life.clock.run(1)

    def call(self, function, task, **event):
        arn = f"arn:aws:lambda:{TARGET}:{ACCOUNT}:function:trading-verify-{function}"
        answer = self.life.clock.finish(self.life.functions.call(arn, {"task": task, **event}))
        assert answer.fault is None, answer
        return json.loads(answer.payload)

    def moved(self, attempt):
        """What is told of the jobs of an attempt, when they have ended."""
        self.call("object-tasks", "start_objects", attempt=attempt)
        for _ in range(100):
            told = self.call("object-tasks", "check_objects", attempt=attempt)
            if told["done"]:
                return told
            self.life.clock.run(10)
        raise AssertionError("the jobs do not end")

    def compared(self):
        self.life.clock.run(1000)
        return self.call("object-comparison", "reconcile_objects", settings={"checksumEvery": 1})

    def put(self, key, region=SOURCE):
        self.life.client("s3", region).put_object(Bucket=DATA[region], Key=key, Body=b"1")

    def keys(self, region):
        told = self.life.client("s3", region).list_objects_v2(Bucket=DATA[region]).get("Contents", ())
        return [one["Key"] for one in told]

    def key(self, region):
        told = self.life.client("kms", region).describe_key(KeyId="alias/trading-verify")
        return told["KeyMetadata"]["KeyId"]

    def forbid(self):
        """Take from the replication role what it may do; gives that."""
        iam = self.life.client("iam", SOURCE)
        policy = iam.get_role_policy(RoleName=ROLE, PolicyName="replication")["PolicyDocument"]
        iam.delete_role_policy(RoleName=ROLE, PolicyName="replication")
        return json.dumps(policy)

    def permit(self, policy):
        iam = self.life.client("iam", SOURCE)
        iam.put_role_policy(RoleName=ROLE, PolicyName="replication", PolicyDocument=policy)


@pytest.fixture(scope="module")
def flagship():
    return prepared(Subject("lib/TapStack.json", (TARGET, SOURCE), GIVEN, complete=True, configured=True))


@pytest.fixture
def platform(flagship):
    with open_life(flagship) as life:
        create(life.world)
        yield Platform(life)


def test_history_is_moved_compared_and_its_rule_taken_away(platform):
    assert platform.call("object-tasks", "prepare_objects")["historical"] is True
    told = platform.moved(1)
    by_bucket = {job["bucket"]: (job["state"], job["total"], job["failed"]) for job in told["jobs"]}
    assert by_bucket == {DATA[SOURCE]: ("Failed", 0, 0), HISTORY: ("Complete", 32, 0)}
    assert (told["status"], told["succeeded"]) == ("COMPLETE", 32)
    assert platform.keys(TARGET) == ALL
    compared = platform.compared()
    assert (compared["ok"], compared["counts"]["equal"], compared["counts"]["missing"]) == (True, 30, 0)
    assert platform.call("object-tasks", "restore_objects")["restored"] == "RULE"
    assert platform.call("object-tasks", "restore_objects")["restored"] == "NOTHING"


def test_history_that_a_key_of_its_own_encrypts_is_moved_and_encrypted_with_the_targets_key(flagship):
    with open_life(flagship) as life:
        own = life.client("kms", SOURCE).create_key()["KeyMetadata"]["Arn"]
        create(life.world, life.world.wish({"HistoricalKeyArn": own}))
        platform = Platform(life, ServerSideEncryption="aws:kms", SSEKMSKeyId=own)
        platform.call("object-tasks", "prepare_objects")
        told = platform.moved(1)
        assert (told["status"], told["succeeded"], platform.keys(TARGET)) == ("COMPLETE", 32, ALL)
        there = life.client("s3", TARGET).head_object(Bucket=DATA[TARGET], Key=ALL[0])
        assert there["SSEKMSKeyId"].endswith(platform.key(TARGET))


def test_with_object_lock_what_is_replicated_is_locked_there_too(flagship):
    with open_life(flagship) as life:
        create(life.world, life.world.wish({"ObjectLockRetentionDays": "7"}))
        platform = Platform(life)
        platform.put("locked")
        life.clock.run(31)
        told = life.client("s3", TARGET).head_object(Bucket=DATA[TARGET], Key="locked")
        assert (told["ReplicationStatus"], told["ObjectLockMode"]) == ("REPLICA", "COMPLIANCE")
        platform.call("object-tasks", "prepare_objects")
        assert platform.moved(1)["status"] == "COMPLETE"


def test_a_role_that_may_not_leaves_objects_behind_which_the_comparison_sees_and_another_attempt_moves(platform):
    platform.put("by-kms")
    platform.life.clock.run(31)
    policy = platform.forbid()
    platform.put("while-forbidden")
    platform.life.clock.run(31)
    assert platform.keys(TARGET) == ["by-kms"]
    platform.call("object-tasks", "prepare_objects")
    assert platform.moved(1)["status"] == "INCOMPLETE"
    counts = platform.compared()["counts"]
    assert (counts["missing"], counts["replicationFailed"], counts["equal"]) == (31, 31, 1)
    platform.permit(policy)
    assert platform.moved(2)["status"] == "COMPLETE"
    assert platform.compared()["counts"]["equal"] == 32
    assert platform.keys(TARGET) == [*ALL, "by-kms", "while-forbidden"]


def test_the_topic_is_told_of_objects_that_are_not_replicated(platform):
    platform.forbid()
    platform.put("lost")
    platform.life.clock.run(31)
    told = [notice for notice in platform.life.topics.taken if "OperationFailedReplication" in notice.message]
    assert [notice.region for notice in told] == [SOURCE]
    assert "SrcGetObjectNotPermitted" in told[0].message


def test_the_verification_sees_that_the_bucket_keeps_up_and_that_it_does_not(platform):
    settings = {"samples": 3, "replicationLatencySeconds": 100, "idleBucket": False, "verifyPolls": 9}

    def verified():
        for number in range(6):
            platform.put(f"{platform.life.clock.seconds:.0f}-{number}")
            platform.life.clock.run(60)
        return platform.call("checks", "verify_replication", settings=settings, turn=1)

    platform.life.clock.run(900)
    assert verified()["problems"] == []
    platform.life.objects.lag = 300
    assert any("ReplicationLatency" in problem for problem in verified()["problems"])
