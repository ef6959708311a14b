"""What an event source mapping reads from."""

from tapstack.checks.truths import arns
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

MAPPING = "AWS::Lambda::EventSourceMapping"
STREAMS = ("kinesis", "dynamodb")
_SERVICES = {"kinesis": "kinesis", "dynamodb": "dynamodb", "sqs": "sqs", "kafka": "kafka", "mq": "mq", "rds": "docdb"}
_TYPES = {
    "AWS::Kinesis::Stream": "kinesis",
    "AWS::Kinesis::StreamConsumer": "kinesis",
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::DynamoDB::GlobalTable": "dynamodb",
    "AWS::SQS::Queue": "sqs",
    "AWS::MSK::Cluster": "kafka",
    "AWS::MSK::ServerlessCluster": "kafka",
    "AWS::AmazonMQ::Broker": "mq",
    "AWS::DocDB::DBCluster": "docdb",
}


def kind_of(mapping: Property, view: View) -> str:
    """``kinesis``, ``dynamodb``, ``sqs``, ``kafka``, ``mq``, ``docdb``; "" for another. Raises NotKnown."""
    if mapping.has("SelfManagedEventSource"):
        return "kafka"
    arn = mapping["EventSourceArn"]
    if arns.parts(arn.pattern):
        return _SERVICES.get(arns.service(arn), "")
    found = source_of(mapping, view)
    return _TYPES[found.type] if found else ""


def source_of(mapping: Property, view: View) -> Item | None:
    """The stream, consumer, table, queue or broker of the set; None where certainly none is. Raises NotKnown."""
    arn = mapping["EventSourceArn"]
    return view.find(arn, *_TYPES) if arn.given else None
