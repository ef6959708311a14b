"""A small platform made with boto3 in an empty account: tables, queues, streams, buckets, a name; and its trades."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment.run import prepared
from tapstack.simulate.drills.platform import Platform
from tapstack.simulate.drills.producers import Trade

SOURCE, TARGET = "us-east-1", "eu-central-1"
REGIONS = (TARGET, SOURCE)
NOTHING = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
NAME = "active.example.internal"


@pytest.fixture(scope="session")
def subject(tmp_path_factory):
    file = tmp_path_factory.mktemp("nothing") / "template.json"
    file.write_text(json.dumps(NOTHING))
    return prepared(Subject(str(file), REGIONS, {}, complete=True, configured=True))


@pytest.fixture
def life(subject):
    with open_life(subject) as opened:
        yield opened


@pytest.fixture
def platform(life):
    """Two regions with a table, a queue, a stream and a bucket each."""
    for region in REGIONS:
        life.client("dynamodb", region).create_table(
            TableName="trades",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "TradeId", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "TradeId", "KeyType": "HASH"}],
        )
        life.client("sqs", region).create_queue(QueueName="dead-letters")
        life.client("kinesis", region).create_stream(StreamName="market", ShardCount=1)
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        life.client("s3", region).create_bucket(Bucket=f"data-{region}", **place)
    return Platform(
        source=SOURCE,
        target=TARGET,
        zone_name=NAME,
        streams=dict.fromkeys(REGIONS, "market"),
        functions=dict.fromkeys(REGIONS, ""),
        queues=dict.fromkeys(REGIONS, "dead-letters"),
        keys=dict.fromkeys(REGIONS, ""),
        buckets={region: f"data-{region}" for region in REGIONS},
        table="trades",
        machine="",
        bus="",
        values={},
    )


@pytest.fixture
def active(life):
    """Say which region is active: the name's answer, with a TTL in seconds."""
    client = life.client("route53", SOURCE)
    zone = client.create_hosted_zone(Name="example.internal", CallerReference="1")["HostedZone"]["Id"]

    def to(region, ttl=60):
        record = {"Name": NAME, "Type": "TXT", "TTL": ttl, "ResourceRecords": [{"Value": f'"{region}"'}]}
        change = {"Action": "UPSERT", "ResourceRecordSet": record}
        client.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [change]})

    return to


@pytest.fixture
def store(life, platform):
    """Store trades in tables."""

    def put(name, *regions):
        for region in regions or REGIONS:
            life.client("dynamodb", region).put_item(TableName=platform.table, Item={"TradeId": {"S": name}})

    return put


@pytest.fixture
def letter(life, platform):
    """Send a dead letter."""

    def send(body, region=SOURCE):
        client = life.client("sqs", region)
        url = client.get_queue_url(QueueName=platform.queues[region])["QueueUrl"]
        client.send_message(QueueUrl=url, MessageBody=json.dumps(body))

    return send


@pytest.fixture
def trades():
    """Three trades that the source's stream has taken, five seconds apart."""
    names = ("T000001", "T000002", "T000003")
    return {
        name: Trade(name, 0, 5.0 * number, {"tradeId": name}, [SOURCE], 5.0 * number)
        for number, name in enumerate(names)
    }
