"""ACCESS-009: the role of a function may send to its destinations."""

from collections.abc import Iterator

from tapstack.checks.truths.access.functions import role_behind
from tapstack.checks.truths.access.needs import Need, refusals
from tapstack.checks.truths.access.places import arn_in, sending, service_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(config: Property, view: View) -> Iterator[Fault]:
    """A fault for each destination that the role may not send to."""
    role = role_behind(config.item["FunctionName"], view)
    for name in ("OnFailure", "OnSuccess") if role is not None else ():
        place = config[name]["Destination"]
        if role is not None and place.given:
            yield from refusals(place, role, _needs(place, view), view)


def _needs(place: Property, view: View) -> Iterator[Need]:
    text = arn_in(place, view)
    if service_in(text) == "s3":
        yield Need(("s3:PutObject",), f"{text}/aws/lambda/\ue000Any:object@\ue001")
    yield from sending(place, view, ("sqs", "sns", "lambda", "events"))


TRUTH = Truth(
    id="ACCESS-009",
    title="The role of a function may send to the destinations of its invocations and event source mappings",
    why="Lambda refuses the configuration, or drops the record of what failed: nobody learns what was lost.",
    fix="Permit the role sqs:SendMessage, sns:Publish, lambda:InvokeFunction, events:PutEvents or s3:PutObject on the"
    " destination.",
    source="AWS Lambda Developer Guide"
    " (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html and"
    " kafka-on-failure.html): the execution role needs the permission of its destination, and what"
    " cannot be sent counts as DestinationDeliveryFailures",
    about=("AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping"),
    at="DestinationConfig",
    judge=judge,
)
