"""A function that reads a stream, and tells a queue of everything that it is handed."""

import base64
import io
import json
import zipfile

START = """
import base64, boto3, json, os, time

def name(record):
    if "kinesis" in record:
        return base64.b64decode(record["kinesis"]["data"]).decode()
    return record["dynamodb"]["Keys"]["id"]["S"]

def handler(event, context):
    records = event["Records"]
    names = [name(record) for record in records]
    number = {name(one): one.get("kinesis", {}).get("sequenceNumber") for one in records}
    told = {"names": names, "at": time.time(), "records": records}
    boto3.client("sqs").send_message(QueueUrl=os.environ["URL"], MessageBody=json.dumps(told))
"""
FAIL_ON_BAD = "if 'bad' in names: raise ValueError('bad')"
REPORT_BAD = "return {'batchItemFailures': [{'itemIdentifier': number['bad']}] if 'bad' in names else []}"
READS = ("kinesis:*", "dynamodb:*", "sqs:SendMessage", "sns:Publish")


def zipped(*lines):
    """The function's code, which ends with these lines."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", START + "".join(f"    {line}\n" for line in lines))
    return packed.getvalue()


class Reader:
    """A stream s, and a function f that reads it."""

    def __init__(self, world):
        self.world, self.life, self.mapping = world, world.life, ""

    def stream(self, shards=1):
        """A Kinesis stream; its ARN."""
        self.world("kinesis").create_stream(StreamName="s", ShardCount=shards)
        return self.world("kinesis").describe_stream(StreamName="s")["StreamDescription"]["StreamARN"]

    def table(self, view="NEW_AND_OLD_IMAGES"):
        """A table t with a stream; the stream's ARN."""
        about = self.world("dynamodb").create_table(
            TableName="t",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": view},
        )
        return about["TableDescription"]["LatestStreamArn"]

    def function(self, *lines, actions=READS):
        """The function f, whose code ends with these lines."""
        self.world.queue("seen")
        url = self.world("sqs").get_queue_url(QueueName="seen")["QueueUrl"]
        self.world("lambda").create_function(
            FunctionName="f",
            Runtime="python3.12",
            Handler="index.handler",
            Timeout=60,
            Role=self.world.role("reader", "lambda.amazonaws.com", *actions),
            Code={"ZipFile": zipped(*lines)},
            Environment={"Variables": {"URL": url}},
        )

    def read(self, *lines, stream="", **settings):
        """Let the function read the stream, with settings of the mapping; the stream's ARN."""
        source = stream or self.stream()
        self.function(*lines)
        given = {"StartingPosition": "TRIM_HORIZON", **settings}
        made = self.world("lambda").create_event_source_mapping(FunctionName="f", EventSourceArn=source, **given)
        self.mapping = made["UUID"]
        return source

    def put(self, *names, key="k"):
        """Records with these data, by one key."""
        for name in names:
            self.world("kinesis").put_record(StreamName="s", PartitionKey=key, Data=name.encode())

    def put_many(self, *names, key="k"):
        """The same in one call; its answer's records."""
        entries = [{"PartitionKey": key, "Data": name.encode()} for name in names]
        return self.world("kinesis").put_records(StreamName="s", Records=entries)["Records"]

    def seen(self):
        """What the function was handed until now, call by call."""
        return self.world.received("seen")

    def batches(self):
        """The names of the records of each call."""
        return [told["names"] for told in self.seen()]

    def result(self):
        """The mapping's LastProcessingResult."""
        return self.world("lambda").get_event_source_mapping(UUID=self.mapping)["LastProcessingResult"]


def text(record):
    """A record's data."""
    return base64.b64decode(record["kinesis"]["data"]).decode()


def failure_to(arn):
    """Settings: tell this destination of what is given up."""
    return {"DestinationConfig": {"OnFailure": {"Destination": arn}}}


def parsed(body):
    """A message of a topic to a queue, as it was published."""
    return json.loads(body["Message"])
