"""AWS::CloudFormation::CustomResource and every Custom:: type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.custom.provider import asked, waited
from tapstack.simulate.adapters.custom.reply import reply
from tapstack.simulate.adapters.names import generated, token
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_LONGEST = 3600
_SILENT = (
    "CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [{}]. "
    "If you are using the Python cfn-response module, you may need to update your Lambda function code so that "
    "CloudFormation can attach the updated version."
)


class CustomResource(Adapter):
    """A resource whose provider is a function; Ref gives what the provider calls it, attributes are its Data.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html; that
    ServiceTimeout is sent with the properties: aws/aws-cdk#30911.
    """

    type = "AWS::CloudFormation::CustomResource"
    carried = frozenset[str]()

    def refuse(self, wanted: Wanted) -> None:
        """Every property goes to the provider."""

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """Send a Create; a provider that fails is sent a Delete with what the resource is called all the same."""
        return self._send(bench, "Create", wanted, {}, Made(generated(bench.owner, wanted)))

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Send an Update; if the provider calls it otherwise now, the engine has the old one deleted."""
        if _token(before) != _token(wanted):
            raise _refused("Modifying service token is not allowed.", 0, None)
        more = {"PhysicalResourceId": made.physical_id, "OldResourceProperties": as_text(before.properties)}
        return self._send(bench, "Update", wanted, more, None)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Send a Delete."""
        self._send(bench, "Delete", wanted, {"PhysicalResourceId": made.physical_id}, made)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """Only its provider knows."""
        return dict(wanted.properties)

    def _send(self, bench: Bench, kind: str, wanted: Wanted, more: Mapping[str, Any], half: Made | None) -> Made:
        """Call the provider and read what it answers. Raises RefusedError where it fails or does not answer.

        ``half`` is what there is although it has failed, unless the provider calls it otherwise.
        """
        arn, limit, cloud = _provider(bench, wanted), _limit(wanted), bench.cloud
        request_id = cloud.next_id("custom", bench.owner.stack_id, wanted.logical_id)
        request = {
            "RequestType": kind,
            "ServiceToken": arn,
            "StackId": bench.owner.stack_id,
            "RequestId": request_id,
            "LogicalResourceId": wanted.logical_id,
            "ResourceType": wanted.type,
            "ResourceProperties": as_text(wanted.properties),
            **more,
        }
        letter = asked(cloud, bench.functions, arn, request, f"{token(bench.owner, wanted)}/{request_id}")
        lost = cloud.faults.loses_answer(wanted.logical_id, kind)
        if letter is None or lost or waited(letter) > limit:
            raise _refused(_SILENT.format(request_id), limit, half)
        said, seconds = reply(letter.body, request), waited(letter)
        if said.reason:
            raise _refused(said.reason, seconds, Made(said.physical_id) if said.physical_id else half)
        return Made(said.physical_id, said.data, seconds)


def _token(wanted: Wanted) -> str:
    return str(wanted.properties.get("ServiceToken"))


def _provider(bench: Bench, wanted: Wanted) -> str:
    """The ARN of the function. That a service token of another region is refused is documented, how is assumed."""
    arn = _token(wanted)
    if ":sns:" in arn:
        raise UnsupportedError(f"{wanted.logical_id} has the service token {arn}; only functions are simulated.")
    if not arn.startswith(f"arn:{bench.owner.partition}:lambda:{bench.region}:"):
        raise _refused(f"Invalid service token {arn}: it has to be in {bench.region}.", 0, None)
    return arn


def _limit(wanted: Wanted) -> int:
    """How long CloudFormation waits, in seconds."""
    given = wanted.properties.get("ServiceTimeout", _LONGEST)
    text = str(given)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= _LONGEST):
        raise _refused(f"ServiceTimeout is {given}, not a whole number from 1 to {_LONGEST}.", 0, None)
    return int(text)


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
