"""A living account, seen from each of its regions."""

import io
import zipfile

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE
from tests.unit.simulate.behaviours.world import World

CODE = """
import boto3, json, os, time
def handler(event, context):
    boto3.client("sqs").send_message(QueueUrl=os.environ["URL"], MessageBody=json.dumps([event, time.time()]))
    time.sleep(event.get("sleep", 0))
    if event.get("fail"):
        raise ValueError("it fails")
    return {"got": event}
"""


class Functions(World):
    """A function f that tells the queue seen of each event, and fails where the event says so."""

    def deploy(self, dead="", actions=("sqs:SendMessage", "sns:Publish")):
        """The function, with a DLQ; its ARN."""
        self.queue("seen")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("index.py", CODE)
        url = self("sqs").get_queue_url(QueueName="seen")["QueueUrl"]
        return self("lambda").create_function(
            FunctionName="f",
            Runtime="python3.12",
            Handler="index.handler",
            Timeout=60,
            Role=self.role("f", "lambda.amazonaws.com", *actions),
            Code={"ZipFile": packed.getvalue()},
            Environment={"Variables": {"URL": url}},
            **({"DeadLetterConfig": {"TargetArn": dead}} if dead else {}),
        )["FunctionArn"]

    def calls(self):
        """When the function was called, in seconds of the simulation."""
        start = self.life.clock.moment.timestamp() - self.life.clock.seconds
        return [when - start for _, when in self.received("seen")]

    def values(self, name):
        """The values of a metric of the function."""
        now = self.life.clock.moment.timestamp() + 60
        found = self.life.metrics.between(self.region, "AWS/Lambda", name, {"FunctionName": "f"}, 0, now)
        return [value for sample in found.values() for value in sample.values]

    def call(self, event):
        """Call the function, and let time pass until it has answered."""
        arn = f"arn:aws:lambda:{self.region}:123456789012:function:f"
        return self.life.clock.finish(self.life.functions.call(arn, event))


@pytest.fixture
def here(life):
    return Functions(life, SOURCE)
