"""AWS::EC2::FlowLog."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::EC2::FlowLog"
ROLE = "arn:aws:iam::123456789012:role/flow"
BUCKET = "arn:aws:s3:::flow-logs"


def to_group(network, **properties):
    given = {
        "ResourceType": "VPC",
        "ResourceId": network.id,
        "TrafficType": "ALL",
        "LogDestinationType": "cloud-watch-logs",
        "LogGroupName": "flow",
        "DeliverLogsPermissionArn": ROLE,
        "MaxAggregationInterval": 60,
        "Tags": [{"Key": "Name", "Value": "trading"}],
    }
    return network.making.create(KIND, **{**given, **properties})


def to_bucket(network, place=BUCKET, **properties):
    given = {"ResourceType": "VPC", "ResourceId": network.id, "TrafficType": "REJECT", "LogDestinationType": "s3"}
    return network.making.create(KIND, **given, LogDestination=place, **properties)


@pytest.fixture
def bucket(making):
    return making.create("AWS::S3::Bucket", "Bucket", BucketName="flow-logs")


def told_of(network, wanted, made):
    told = network.making.read(wanted, made)
    return {name: told.get(name) for name in wanted.properties}


def test_a_flow_log_into_a_log_group_is_told_back(network):
    wanted, made = to_group(network, LogFormat="${version} ${action}")
    assert told_of(network, wanted, made) == wanted.properties


def test_a_flow_log_into_a_bucket_is_told_back(network, bucket):
    wanted, made = to_bucket(network)
    assert told_of(network, wanted, made) == wanted.properties


def test_a_flow_log_of_a_subnet_is_told_back(network):
    wanted, made = to_group(network, ResourceType="Subnet", ResourceId=network.subnet_id)
    assert told_of(network, wanted, made) == wanted.properties


def test_ref_is_the_id(network):
    _, made = to_group(network)
    assert made.physical_id.startswith("fl-")
    assert made.attributes == {"Id": made.physical_id}


def test_what_moto_drops_is_recorded(network, bucket):
    options = {"FileFormat": "parquet", "HiveCompatiblePartitions": False, "PerHourPartition": True}
    _, made = to_bucket(network, f"{BUCKET}/daily/", DestinationOptions=options)
    kept = network.making.cloud.records.get("us-east-1", KIND, made.physical_id)
    assert kept == {"DestinationOptions": options, "LogDestination": f"{BUCKET}/daily/"}


def test_a_bucket_that_is_not_there_is_refused(network):
    with pytest.raises(RefusedError, match="flow-logs does not exist"):
        to_bucket(network)


def test_a_network_that_is_not_there_is_refused(network):
    with pytest.raises(RefusedError, match="InvalidVpcID"):
        to_group(network, ResourceId="vpc-0123456789abcdef0")


def test_a_second_flow_log_to_one_place_is_refused(network):
    to_group(network)
    with pytest.raises(RefusedError, match="FlowLogAlreadyExists"):
        to_group(network)


def test_a_flow_log_gets_other_tags_in_place(network):
    wanted, made = to_group(network)
    after, made = network.making.update(wanted, made, **{**wanted.properties, "Tags": [{"Key": "A", "Value": "1"}]})
    assert network.making.read(after, made)["Tags"] == [{"Key": "A", "Value": "1"}]


def test_deleting_a_flow_log_that_is_gone_is_no_error(network):
    flow_log = to_group(network)
    network.making.delete(*flow_log)
    assert network.making.read(*flow_log) == {}
    network.making.delete(*flow_log)
