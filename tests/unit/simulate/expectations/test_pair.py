"""Values are found by what they are, and what is not there is told."""

import pytest


def test_the_source_is_deployed_last(pair):
    assert (pair.target, pair.source) == ("eu-central-1", "us-east-1")


def test_the_health_alarm_is_the_one_that_the_primary_follows(pair):
    assert pair.health_alarm()["MetricName"] == "RegionHealthy"
    assert pair.failover_record()["SetIdentifier"] == "source"


def test_a_primary_without_a_health_check_is_told(pair_of, real):
    sets = real["Resources"]["FailoverRecords"]["Properties"]["RecordSets"]
    bare = [{name: value for name, value in one.items() if name != "HealthCheckId"} for one in sets]
    with pytest.raises(LookupError, match="no health check"):
        pair_of(FailoverRecords={"RecordSets": bare}).health_alarm()


def test_an_alarm_that_is_named_is_found_by_its_name(pair_of):
    config = {
        "Type": "CLOUDWATCH_METRIC",
        "InsufficientDataHealthStatus": "Unhealthy",
        "AlarmIdentifier": {"Name": "trading-verify-region-health", "Region": "us-east-1"},
    }
    assert pair_of(SourceHealthCheck={"HealthCheckConfig": config}).health_alarm()["MetricName"] == "RegionHealthy"


def test_the_consumer_is_not_the_mirror(pair):
    assert int(pair.consumer(pair.source)["ParallelizationFactor"]) == 2
    assert pair.function(pair.source)["FunctionName"] == "analytics-processor-verify"


def test_a_region_without_an_alarm_of_a_metric_is_told(pair):
    with pytest.raises(LookupError, match="has no AWS::CloudWatch::Alarm"):
        pair.alarm(pair.source, "AWS/DynamoDB", "NoSuchMetric")


def test_a_resource_that_a_region_lacks_is_told(pair):
    with pytest.raises(LookupError, match="eu-central-1 has no FailoverRecords"):
        pair.named(pair.target, "FailoverRecords")


def test_rules_without_replication_time_are_told(pair_of, real):
    replication = real["Resources"]["TradingDataBucket"]["Properties"]["ReplicationConfiguration"]["Fn::If"][1]
    rule = replication["Rules"][0]
    bare = {name: value for name, value in rule["Destination"].items() if name not in ("ReplicationTime", "Metrics")}
    changed = {**replication, "Rules": [{**rule, "Destination": bare}]}
    with pytest.raises(LookupError, match="replication time control"):
        pair_of(TradingDataBucket={"ReplicationConfiguration": changed}).replication_minutes()
