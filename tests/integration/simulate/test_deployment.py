"""The real template comes up in both regions, is changed, and goes again."""

from collections import Counter

import pytest

from tapstack.simulate.deployment import create, delete, deploy, open_world, update
from tapstack.simulate.engine import Status
from tapstack.simulate.invariants import violations
from tapstack.simulate.inventory import inventory
from tests.integration.simulate.conftest import REGIONS, SOURCE, TARGET

DAY = 90_000


@pytest.fixture
def world(subject_of):
    with open_world(subject_of()) as opened:
        yield opened


def wait(world, seconds):
    world.clock.env.run(until=world.clock.seconds + seconds)


def test_it_comes_up_in_both_regions(subject_of):
    deployed = deploy(subject_of())
    assert deployed.succeeded
    assert deployed.stacks == {TARGET: "CREATE_COMPLETE", SOURCE: "CREATE_COMPLETE"}
    assert {outcome.how for outcome in deployed.outcomes} == {"executed", "recorded"}


def test_what_is_recorded_only_are_the_types_that_moto_does_not_hold(subject_of):
    deployed = deploy(subject_of())
    types = {outcome.type for outcome in deployed.outcomes if outcome.how == "recorded"}
    assert types == {
        "AWS::Backup::BackupSelection",
        "AWS::Backup::RestoreTestingPlan",
        "AWS::Backup::RestoreTestingSelection",
    }


def test_the_services_tell_back_what_was_rendered(subject_of):
    lost = [
        (outcome.logical_id, difference.path)
        for outcome in deploy(subject_of()).outcomes
        for difference in outcome.lost
    ]
    assert lost == []


def test_the_second_region_begins_when_the_first_is_complete(subject_of):
    events = deploy(subject_of()).events
    done = next(
        e.seconds for e in events if e.region == TARGET and e.type.endswith("::Stack") and e.status == "CREATE_COMPLETE"
    )
    begun = min(e.seconds for e in events if e.region == SOURCE)
    assert begun >= done


def test_every_resource_is_begun_once_and_completed_once(subject_of):
    events = deploy(subject_of()).events
    complete = Counter((e.region, e.logical_id) for e in events if e.status == "CREATE_COMPLETE")
    assert set(complete.values()) == {1}
    assert not [e for e in events if e.status.endswith("FAILED")]


def test_the_table_of_the_source_comes_last_but_for_nothing(subject_of):
    events = deploy(subject_of()).events
    made = [e.logical_id for e in events if e.region == SOURCE and e.status == "CREATE_COMPLETE"]
    assert made[-2:] == ["TradingAnalyticsTable", made[-1]]
    assert made[-1].startswith("StackSet-")


def test_the_same_seed_gives_the_same_events_and_ids(subject_of):
    one, other = (deploy(subject_of(), seed=3) for _ in range(2))
    assert one.events == other.events
    assert one.outcomes == other.outcomes


def test_another_seed_gives_other_ids(subject_of):
    one, other = (deploy(subject_of(), seed=seed) for seed in (1, 2))
    assert [e.physical_id for e in one.events] != [e.physical_id for e in other.events]


def test_the_peer_routes_are_made_in_the_other_region_by_the_function(world):
    create(world)
    peering = world.stack(SOURCE).resources["VpcPeering"].physical_id
    tables = world.cloud.client("ec2", TARGET).describe_route_tables()["RouteTables"]
    routes = [route for table in tables for route in table["Routes"]]
    assert any(route.get("VpcPeeringConnectionId") == peering for route in routes)


def test_an_update_reaches_both_regions(world):
    create(world)
    assert update(world, {"ReplicationMode": "BIDIRECTIONAL"}).status == "SUCCEEDED"
    assert {world.stack(region).status for region in REGIONS} == {Status.UPDATE_COMPLETE}
    bucket = world.stack(TARGET).resources["TradingDataBucket"].physical_id
    rules = world.cloud.client("s3", TARGET).get_bucket_replication(Bucket=bucket)
    assert rules["ReplicationConfiguration"]["Rules"]


def test_the_same_update_again_changes_nothing(world):
    create(world)
    update(world, {"ContractRevision": "2"})
    events = {region: len(world.stack(region).events) for region in REGIONS}
    assert update(world, {"ContractRevision": "2"}).status == "SUCCEEDED"
    assert {region: len(world.stack(region).events) for region in REGIONS} == events


def test_a_value_that_the_template_does_not_take_is_refused_before_anything_is_done(world):
    create(world)
    operation = update(world, {"ShardCount": "5"})
    assert operation.status == "FAILED"
    assert {world.stack(region).status for region in REGIONS} == {Status.CREATE_COMPLETE}


def test_within_a_day_of_its_replica_the_table_is_kept_and_so_is_the_rest_of_the_data(world):
    create(world)
    operation = delete(world)
    assert operation.status == "SUCCEEDED"
    left = {(kind, name) for _, kind, name in inventory(world.cloud, REGIONS)}
    assert ("table", "trading-analytics-verify") in left
    assert {kind for kind, _ in left} == {"bucket", "key", "queue", "stream", "table", "vault"}


def test_after_a_deletion_only_what_is_to_be_kept_is_there(world):
    create(world)
    wait(world, DAY)
    delete(world)
    assert not list(violations(world))
    kept = {resource.logical_id for live in world.engine.stacks.values() for resource in live.retained}
    assert kept >= {"TradingDataBucket", "TradingAnalyticsTable", "MigrationStateTable", "PlatformKey", "BackupVault"}


def test_a_second_deployment_beside_what_was_kept_is_refused_by_the_names(world):
    create(world)
    wait(world, DAY)
    delete(world)
    operation = create(world)
    assert operation.status == "FAILED"
    assert any("already" in result.reason for result in operation.results.values())


def test_regions_in_the_wrong_order_fail_at_the_contract(subject_of):
    deployed = deploy(subject_of(regions=(SOURCE, TARGET)))
    assert deployed.operation.status == "FAILED"
    failed = [
        outcome.logical_id for outcome in deployed.outcomes if outcome.reason and "cancelled" not in outcome.reason
    ]
    assert "PeerContract" in failed or "TradingDataBucket" in failed
