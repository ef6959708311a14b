"""AWS::CloudFormation::CustomResource and every Custom:: type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.custom.mailbox import mailbox
from tapstack.simulate.adapters.custom.reply import reply
from tapstack.simulate.adapters.names import generated, token
from tapstack.simulate.functions import deployed
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_TIMEOUT = 3600
_RETRIES = (0, 60, 120)  # seconds before each attempt of an asynchronous call that fails
_SILENT = "CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId"


class CustomResource(Adapter):
    """A resource whose provider is a function; Ref gives what the provider calls it, attributes are its Data.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html, and for the
    retries https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
    """

    type = "AWS::CloudFormation::CustomResource"
    carried = frozenset[str]()

    def refuse(self, wanted: Wanted) -> None:
        """Every property goes to the provider."""

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """Send a Create; a provider that fails is sent a Delete with what the resource is called all the same."""
        own_name = generated(bench.owner, wanted)
        return self._send(bench, "Create", wanted, {}, Made(own_name))

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Send an Update; if the provider calls it otherwise now, the engine has the old one deleted."""
        more = {"PhysicalResourceId": made.physical_id, "OldResourceProperties": as_text(before.properties)}
        return self._send(bench, "Update", wanted, more, None)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Send a Delete."""
        self._send(bench, "Delete", wanted, {"PhysicalResourceId": made.physical_id}, made)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """Only its provider knows."""
        return dict(wanted.properties)

    def _send(self, bench: Bench, kind: str, wanted: Wanted, more: Mapping[str, Any], half: Made | None) -> Made:
        """Call the provider and read what it answers. Raises RefusedError where it fails or does not answer."""
        request_id = bench.cloud.next_id("custom", bench.owner.stack_id, wanted.logical_id)
        with mailbox(f"{token(bench.owner, wanted)}/{request_id}") as box:
            request = {
                "RequestType": kind,
                "ResponseURL": box.url,
                "StackId": bench.owner.stack_id,
                "RequestId": request_id,
                "ResourceType": wanted.type,
                "LogicalResourceId": wanted.logical_id,
                "ServiceToken": wanted.properties["ServiceToken"],
                "ResourceProperties": as_text(wanted.properties),
                **more,
            }
            seconds = _call(bench, wanted, request, box.answers)
        answers = [] if bench.cloud.faults.loses_answer(wanted.logical_id, kind) else box.answers
        if not answers:
            limit = int(wanted.properties.get("ServiceTimeout", _TIMEOUT))
            raise _refused(f"{_SILENT} [{request_id}].", limit, half)
        said = reply(answers[0], request)
        if said.reason:
            raise _refused(said.reason, seconds, Made(said.physical_id) if said.physical_id else half)
        return Made(said.physical_id, said.data, seconds)


def _call(bench: Bench, wanted: Wanted, request: Mapping[str, Any], answers: list[bytes]) -> float:
    """Call the function until it ends without an error, or has answered; the seconds that this takes."""
    arn = str(wanted.properties["ServiceToken"])
    if ":lambda:" not in arn:
        raise UnsupportedError(f"{wanted.logical_id} has the service token {arn}; only functions are simulated.")
    seconds = 0.0
    for wait in _RETRIES:
        seconds += wait
        answer = bench.functions.invoke(deployed(bench.cloud, arn), request, str(request["RequestId"]))
        seconds += answer.seconds
        if answer.fault is None or answers:
            break
    return seconds


def _refused(reason: str, seconds: float, made: Made | None) -> RefusedError:
    error = RefusedError("", reason, seconds=seconds)
    error.made = made
    return error


def as_text(value: Any) -> Any:
    """Properties as CloudFormation sends them: every scalar is text."""
    if isinstance(value, Mapping):
        return {name: as_text(member) for name, member in value.items()}
    if isinstance(value, list):
        return [as_text(member) for member in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
