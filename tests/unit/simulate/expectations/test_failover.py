"""How long a failover takes, and what may be lost in it, of the values of the stacks."""

import pytest

from tapstack.simulate.expectations import OBJECTIVES, failover


def records(real, ttl):
    """Both failover records with another TTL."""
    sets = real["Resources"]["FailoverRecords"]["Properties"]["RecordSets"]
    return {"RecordSets": [{**one, "TTL": str(ttl)} for one in sets]}


def test_detection_takes_the_alarms_periods(pair_of):
    found = failover.detection(pair_of(RegionHealthAlarm={"Period": 10, "EvaluationPeriods": 5}))
    assert found == (40, 60 + failover.JUDGED.most)


def test_recovery_of_the_real_template_keeps_the_objective(pair):
    assert failover.recovery(pair).most <= OBJECTIVES["failover RTO"]


def test_a_longer_ttl_makes_the_worst_recovery_longer_and_not_the_best(pair, pair_of, real):
    longer = failover.recovery(pair_of(FailoverRecords=records(real, 300)))
    assert longer == (failover.recovery(pair).least, failover.recovery(pair).most + 240)
    assert longer.most > OBJECTIVES["failover RTO"]


def test_a_longer_window_makes_recovery_and_what_is_lost_longer(pair, pair_of):
    changed = pair_of(AnalyticsEventSource={"MaximumBatchingWindowInSeconds": 31})
    assert failover.recovery(changed) == failover.recovery(pair).plus(30, 30)
    assert failover.stream_age(changed) == (0, failover.stream_age(pair).most + 30)


def test_without_a_window_a_batch_is_read_at_once(pair_of):
    changed = pair_of(without=[("AnalyticsEventSource", "MaximumBatchingWindowInSeconds")])
    assert failover.processing(changed, changed.source) == failover.PROCESSED


def test_objects_are_as_late_as_their_replication_time_says(pair, pair_of, real):
    assert failover.object_age(pair) == (0, OBJECTIVES["object RPO"])
    replication = real["Resources"]["TradingDataBucket"]["Properties"]["ReplicationConfiguration"]["Fn::If"][1]
    rule = replication["Rules"][0]
    destination = {**rule["Destination"], "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 30}}}
    changed = {**replication, "Rules": [{**rule, "Destination": destination}]}
    assert failover.object_age(pair_of(TradingDataBucket={"ReplicationConfiguration": changed})) == (0, 1800)


def test_replicas_do_not_depend_on_the_template(pair):
    assert failover.replica_age(pair) == failover.REPLICATED
    assert failover.REPLICATED.most <= OBJECTIVES["table RPO"]


def test_the_mirror_is_as_late_as_its_window(pair_of):
    changed = pair_of(given={"MirrorEnabled": "true"}, MirrorEventSource={"MaximumBatchingWindowInSeconds": 7})
    assert failover.mirrored(changed) == failover.PROCESSED.plus(7, 7)


def test_without_a_mirror_nothing_can_be_expected_of_it(pair_of):
    with pytest.raises(LookupError, match="nothing mirrors the stream"):
        failover.mirrored(pair_of())
