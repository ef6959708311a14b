"""What tests of delivery make with boto3: queues, topics, functions, keys, roles, rules."""

import io
import json
import zipfile

ACCOUNT = "123456789012"
CODE = "import boto3, os\ndef handler(event, context):\n    import json\n    boto3.client('sqs').send_message(QueueUrl=os.environ['URL'], MessageBody=json.dumps(event))\n"


def allow(principal, action, resource):
    """A policy that lets a principal do something."""
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class World:
    """One living account, seen from one of its regions."""

    def __init__(self, life, region):
        self.life, self.region = life, region

    def __call__(self, service):
        return self.life.client(service, self.region)

    def queue(self, name="q", principal="*", **attributes):
        """A queue to which a principal may send; its ARN."""
        arn = f"arn:aws:sqs:{self.region}:{ACCOUNT}:{name}"
        policy = {"Policy": allow(principal, "sqs:SendMessage", arn)} if principal else {}
        self("sqs").create_queue(QueueName=name, Attributes={**policy, **attributes})
        return arn

    def received(self, name="q"):
        """The messages of a queue, which are gone then: bodies, parsed where they are JSON."""
        return [body for body, _ in self.told(name)]

    def told(self, name="q"):
        """The same with their attributes."""
        client = self("sqs")
        url = client.get_queue_url(QueueName=name)["QueueUrl"]
        found = []
        while got := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]).get(
            "Messages"
        ):
            for one in got:
                client.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
                attributes = {key: value["StringValue"] for key, value in one.get("MessageAttributes", {}).items()}
                found.append((parsed(one["Body"]), attributes))
        return found

    def topic(self, name="t", principal="*", **attributes):
        """A topic to which a principal may publish; its ARN."""
        arn = self("sns").create_topic(Name=name, Attributes=attributes)["TopicArn"]
        if principal:
            policy = allow(principal, "sns:Publish", arn)
            self("sns").set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)
        return arn

    def role(self, name, service, *actions):
        """A role that a service may assume; its ARN."""
        client = self("iam")
        trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        arn = client.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"]
        policy = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [policy]})
        client.put_role_policy(RoleName=name, PolicyName="all", PolicyDocument=document)
        return arn

    def function(self, name="f", principal=""):
        """A function that sends its event to the queue of its name; its ARN."""
        self.queue(name)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("index.py", CODE)
        url = self("sqs").get_queue_url(QueueName=name)["QueueUrl"]
        arn = self("lambda").create_function(
            FunctionName=name,
            Runtime="python3.12",
            Handler="index.handler",
            Role=self.role(f"{name}-role", "lambda.amazonaws.com", "sqs:SendMessage"),
            Code={"ZipFile": packed.getvalue()},
            Environment={"Variables": {"URL": url}},
        )["FunctionArn"]
        if principal:
            self("lambda").add_permission(
                FunctionName=name, StatementId="s", Action="lambda:InvokeFunction", Principal=principal
            )
        return arn

    def key(self, *principals):
        """A key that its account, and services, may use; its ARN."""
        whom = {"AWS": f"arn:aws:iam::{ACCOUNT}:root", **({"Service": list(principals)} if principals else {})}
        return self("kms").create_key(Policy=allow(whom, "kms:*", "*"))["KeyMetadata"]["Arn"]

    def disable(self, key):
        """Disable a key; moto knows it by its id only."""
        self("kms").disable_key(KeyId=key.rpartition("/")[2])

    def rule(self, *targets, name="r", bus="default", pattern=None):
        """A rule with targets, by their ARNs or as settings; its ARN."""
        pattern = json.dumps(pattern or {"source": ["mine"]})
        arn = self("events").put_rule(Name=name, EventBusName=bus, EventPattern=pattern)["RuleArn"]
        whole = [{"Id": str(n), **({"Arn": one} if isinstance(one, str) else one)} for n, one in enumerate(targets)]
        assert not self("events").put_targets(Rule=name, EventBusName=bus, Targets=whole)["FailedEntryCount"]
        return arn

    def put(self, bus="default", source="mine", kind="Happened", **detail):
        """An event comes to a bus."""
        entry = {"Source": source, "DetailType": kind, "Detail": json.dumps(detail), "EventBusName": bus}
        assert not self("events").put_events(Entries=[entry])["FailedEntryCount"]

    def counted(self, name, namespace="AWS/Events", **pairs):
        """The sum of a metric until now; 0 where there is none."""
        now = self.life.clock.moment.timestamp() + 60
        found = self.life.metrics.between(self.region, namespace, name, pairs or {"RuleName": "r"}, 0, now)
        return sum(sample.statistic("Sum") for sample in found.values())


def parsed(text):
    """A body as JSON, or as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return text
