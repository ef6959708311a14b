"""What services send to, and which action that takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tapstack.access import arn, canonical
from tapstack.checks.truths.access.needs import Need
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

_SENDS: Mapping[str, tuple[str, ...]] = {
    "sqs": ("sqs:SendMessage",),
    "sns": ("sns:Publish",),
    "lambda": ("lambda:InvokeFunction",),
    "kinesis": ("kinesis:PutRecord", "kinesis:PutRecords"),
    "firehose": ("firehose:PutRecord", "firehose:PutRecordBatch"),
    "states": ("states:StartExecution", "states:StartSyncExecution"),
    "events": ("events:PutEvents",),
    "ecs": ("ecs:RunTask",),
    "batch": ("batch:SubmitJob",),
    "codebuild": ("codebuild:StartBuild",),
    "codepipeline": ("codepipeline:StartPipelineExecution",),
}
_TYPES = (
    "AWS::SQS::Queue",
    "AWS::SNS::Topic",
    "AWS::Lambda::Function",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::StepFunctions::StateMachine",
    "AWS::Events::EventBus",
)


def service_in(text: str) -> str:
    """The service of an ARN; "" where the text is none."""
    fields = text.split(":")
    return fields[2] if len(fields) > 5 and fields[0] == "arn" else ""


def arn_in(place: Property, view: View) -> str:
    """The ARN that a property gives. Raises NotKnown where it cannot be told of what it is one."""
    text = canonical(place.pattern, view)
    if not service_in(text) or "\ue000" in service_in(text):
        raise NotKnown(f"{place.label} is not known: what it is an ARN of")
    return text


def sending(place: Property, view: View, services: tuple[str, ...] = tuple(_SENDS)) -> Iterator[Need]:
    """The right to send to where a property leads, if it is one of ``services``."""
    text = arn_in(place, view)
    service = service_in(text)
    if service in services and ":api-destination/" not in text:
        yield Need(_SENDS[service], text, made(place, view))


def made(place: Property, view: View) -> Item | None:
    """The resource of the set that a property leads to, if it is known to be one."""
    try:
        return view.find(place, *_TYPES)
    except NotKnown:
        return None


def below(item: Item, view: View, path: str = "") -> str:
    """The ARN of something unnamed inside a resource: an object of a bucket."""
    return f"{arn(item, view)}/{path}\ue000Any:object@\ue001"


def kind_of(place: Property, view: View) -> str:
    """The type of resource that an ARN is of; "" for another than those that services send to."""
    return _KINDS.get(service_in(arn_in(place, view)), "")


_KINDS = {"sqs": "AWS::SQS::Queue", "sns": "AWS::SNS::Topic", "lambda": "AWS::Lambda::Function"}
