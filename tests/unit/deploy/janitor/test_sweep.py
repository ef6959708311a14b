"""What a round of the janitor removes, and what it leaves alone."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from tapstack.deploy.janitor import stack_sets
from tapstack.deploy.janitor.mark import TAG, Run
from tapstack.deploy.janitor.telling import failed
from tapstack.simulate.cloud import ACCOUNT, START
from tests.unit.deploy.janitor.conftest import OLD, REGIONS

S = OLD.suffix
YOUNG = Run(S, START - timedelta(hours=2))


def became(rows):
    """What became of each, by type."""
    return {row.remain.type.rpartition("::")[2]: row.status for row in rows}


def buckets(account):
    return [row["Name"] for row in account.client("s3", "us-east-1").list_buckets()["Buckets"]]


def stack_sets_of(account):
    return [row["Status"] for row in account.client("cloudformation", REGIONS[0]).list_stack_sets()["Summaries"]]


def roles(account):
    return [row["RoleName"] for row in account.client("iam", "us-east-1").list_roles()["Roles"]]


def test_everything_of_an_old_run_goes_and_its_keys_last(account):
    account.make.key(S, OLD.tags())
    account.make.bucket(S, OLD.tags())
    account.make.table(S, OLD.tags())
    account.make.role(S)
    account.make.log_group(S)
    rows = account.janitor(delete=True)
    assert became(rows) == {"GlobalTable": "deleted", "Bucket": "deleted", "LogGroup": "deleted", "Role": "deleted", "Key": "scheduled"}  # fmt: skip
    assert rows[-1].remain.type == "AWS::KMS::Key"
    assert rows[-1].until == START + timedelta(days=7)
    assert not buckets(account) and not roles(account) and not failed(rows)


def test_without_delete_everything_is_shown_and_nothing_touched(account):
    name = account.make.bucket(S, OLD.tags())
    account.make.role(S)
    assert became(account.janitor()) == {"Bucket": "found", "Role": "found"}
    assert buckets(account) == [name] and roles(account)


def test_a_second_round_finds_only_the_key_that_waits(account):
    account.make.key(S, OLD.tags())
    account.make.bucket(S, OLD.tags())
    account.janitor(delete=True)
    for again in (account.janitor(delete=True), account.janitor(), account.janitor(now=START + timedelta(days=3))):
        assert became(again) == {"Key": "scheduled"} and not failed(again)


def test_a_replica_and_a_log_group_without_tags_are_of_the_run_that_other_tags_tell_of(account):
    account.make.key(S, OLD.tags())
    account.make.table(S, region="us-east-1")
    account.make.table(S, region="eu-central-1")
    rows = [row for row in account.janitor(delete=True) if "Table" in row.remain.type]
    assert [(row.remain.region, row.status) for row in rows] == [("us-east-1", "deleted"), ("eu-central-1", "deleted")]


def test_a_younger_run_is_left_alone(account):
    name = account.make.bucket(S, YOUNG.tags())
    account.make.stack_set(f"trading-{S}", S, YOUNG.tags())
    rows = account.janitor(delete=True)
    assert became(rows) == {"StackSet": "young"}
    assert name in buckets(account)


def test_a_run_is_as_young_as_the_youngest_thing_says(account):
    account.make.bucket(S, OLD.tags())
    account.make.key(S, YOUNG.tags())
    assert set(became(account.janitor(delete=True)).values()) == {"young"}


def test_the_stacks_of_a_stackset_and_then_what_they_retained_go(account):
    account.make.stack_set(f"trading-{S}", S, OLD.tags())
    account.make.bucket(S, OLD.tags())
    assert became(account.janitor()) == {"StackSet": "found", "Stack": "found"} or became(account.janitor()) == {
        "StackSet": "found"
    }
    assert became(account.janitor(delete=True))["StackSet"] == "deleted"
    for region in REGIONS:
        assert account.client("cloudformation", region).describe_stacks()["Stacks"] == []
    assert buckets(account) == []


def test_the_region_that_was_deployed_last_is_deleted_first(account, monkeypatch):
    account.make.stack_set(f"trading-{S}", S, OLD.tags())
    client = account.client("cloudformation", REGIONS[0])
    asked, delete = [], client.delete_stack_instances

    def noted(**request):
        asked.append(request)
        return delete(**request)

    monkeypatch.setattr(client, "delete_stack_instances", noted)
    account.janitor(delete=True)
    (request,) = asked
    assert request["OperationPreferences"]["RegionOrder"] == ["us-east-1", "eu-central-1"]
    assert request["OperationPreferences"]["RegionConcurrencyType"] == "SEQUENTIAL"
    assert request["RetainStacks"] is False


def test_a_stack_of_taskcat_goes(account):
    account.make.stack("tCaT-tapstack-target", S, OLD.tags())
    assert became(account.janitor(delete=True)) == {"Stack": "deleted"}


def test_what_stands_under_a_stack_that_stays_is_not_touched(account, monkeypatch):
    account.make.stack_set(f"trading-{S}", S, OLD.tags())
    name = account.make.bucket(S, OLD.tags())
    client = account.client("cloudformation", REGIONS[0])

    def refuse(**request):
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "DeleteStackInstances")

    monkeypatch.setattr(client, "delete_stack_instances", refuse)
    rows = account.janitor(delete=True)
    assert became(rows) == {"StackSet": "refused"} and failed(rows)
    assert name in buckets(account)


def test_an_operation_that_fails_leaves_the_stackset(account, monkeypatch):
    account.make.stack_set(f"trading-{S}", S, OLD.tags())
    monkeypatch.setattr(stack_sets, "_status", lambda *arguments: "FAILED")
    (row,) = account.janitor(delete=True)
    assert (row.status, row.why) == ("left", "The deletion of its stacks is FAILED.")


def test_only_the_run_that_is_named_goes(account):
    other = Run("nightly-tabc-1", OLD.started)
    account.make.bucket(S, OLD.tags())
    kept = account.make.bucket(other.suffix, other.tags())
    account.janitor(delete=True, only=S, from_hours=0)
    assert buckets(account) == [kept]


class TestWhatIsNotTheNightlys:
    """Nothing without the whole mark of a run is touched, however alike it looks."""

    @pytest.fixture(autouse=True)
    def a_run_beside_it(self, account):
        account.make.key(S, OLD.tags())

    @pytest.mark.parametrize(
        "suffix", ["prod", "nightly", "nightly-prod", "nightly-sabc-12", "nightly-sabc-1-x", "nightly-tabc-1"]
    )
    def test_another_suffix_survives(self, account, suffix):
        name, role = account.make.bucket(suffix), account.make.role(suffix)
        table, group = account.make.table(suffix), account.make.log_group(suffix)
        account.make.stack_set(f"trading-{suffix}", suffix)
        key = account.make.key(suffix)
        account.janitor(delete=True, from_hours=0)
        assert buckets(account) == [name] and roles(account) == [role]
        assert account.client("dynamodb", "us-east-1").list_tables()["TableNames"] == [table]
        assert account.client("logs", "eu-central-1").describe_log_groups()["logGroups"][0]["logGroupName"] == group
        assert account.client("kms", "eu-central-1").describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Enabled"
        assert stack_sets_of(account) == ["ACTIVE"]

    def test_what_is_tagged_as_a_runs_and_named_otherwise_survives(self, account):
        name, key = account.make.bucket("prod", OLD.tags()), account.make.key("prod", OLD.tags())
        stack = account.make.stack("prod-network", "prod", OLD.tags())
        account.make.stack_set("trading-nightly-prod", "prod", OLD.tags())
        account.janitor(delete=True)
        assert buckets(account) == [name]
        assert account.client("kms", "eu-central-1").describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Enabled"
        (found,) = account.client("cloudformation", "eu-central-1").describe_stacks(StackName=stack)["Stacks"]
        assert found["StackStatus"] == "CREATE_COMPLETE"
        assert stack_sets_of(account) == ["ACTIVE"]

    def test_half_a_mark_is_not_enough(self, account):
        name = account.make.bucket("nightly-tabc-1", {TAG: "nightly-tabc-1"})
        assert became(account.janitor(delete=True))["Bucket"] == "unclaimed"
        assert buckets(account) == [name]


class TestOverdue:
    """After 48 hours a person must look."""

    NOW = OLD.started + timedelta(hours=48)

    def test_what_is_left_after_48_hours_fails(self, account):
        account.make.bucket(S, OLD.tags())
        assert not failed(account.janitor(now=self.NOW - timedelta(minutes=1)))
        assert failed(account.janitor(now=self.NOW))

    def test_what_is_removed_then_does_not(self, account):
        account.make.bucket(S, OLD.tags())
        assert not failed(account.janitor(now=self.NOW, delete=True))

    def test_a_thing_that_no_tag_tells_of_is_reported_by_its_own_age(self, account):
        account.make.role("nightly-tabc-1")
        account.make.log_group("nightly-tabc-1")
        early, late = account.janitor(now=START + timedelta(hours=47)), account.janitor(now=START + timedelta(hours=49))
        assert became(early) == became(late) == {"Role": "unclaimed", "LogGroup": "unclaimed"}
        assert (failed(early), failed(late)) == (False, True)

    def test_the_24_hours_of_a_table_are_waited_for(self, account, monkeypatch):
        account.make.table(S, OLD.tags())
        client = account.client("dynamodb", "us-east-1")

        def refuse(**request):
            text = "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table in the last 24 hours."
            raise ClientError({"Error": {"Code": "ValidationException", "Message": text}}, "DeleteTable")

        monkeypatch.setattr(client, "delete_table", refuse)
        (row,) = account.janitor(delete=True, overdue_hours=1)
        assert (row.status, row.until, row.overdue) == ("left", START + timedelta(hours=24), False)


def test_refusals_are_told_and_the_round_goes_on(account, monkeypatch):
    account.make.bucket(S, OLD.tags())
    account.make.role(S)
    client = account.client("s3", "eu-central-1")

    def refuse(**request):
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": "not yours"}}, "DeleteBucket")

    monkeypatch.setattr(client, "delete_bucket", refuse)
    rows = account.janitor(delete=True)
    assert became(rows) == {"Bucket": "refused", "Role": "deleted"} and failed(rows)
    assert next(row.why for row in rows if row.status == "refused") == "AccessDenied: not yours"
    assert ACCOUNT in rows[0].remain.name
