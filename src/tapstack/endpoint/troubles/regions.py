"""Regions that the account has not enabled, and regions that are out of reach.

Sources for what a request gets that is signed for a region which is not enabled: services of the query protocol, STS
and CloudFormation among them, 403 InvalidClientTokenId (aws/aws-sdk-ruby issue 2850, segmentio/aws-okta issue 225);
EC2 401 AuthFailure (turbot/steampipe-plugin-aws issue 75); services of the JSON protocols UnrecognizedClientException
(aws/chalice issue 1445, aws-samples/aws-control-tower-config-customization issue 27); S3 400 InvalidToken (aws/aws-cli
issue 8413). The statuses of the JSON protocols' answers (400, and 403 for REST) are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.engine import StackError

if TYPE_CHECKING:
    from tapstack.simulate.cloud.calls import Call

EVERYWHERE = frozenset({"account", "cloudfront", "iam", "organizations", "route53"})
"""Services that no single region holds: they answer whatever region their requests are signed for."""
_TOKEN = "The security token included in the request is invalid"  # noqa: S105 - a message
_BY_PROTOCOL = {
    "query": ("InvalidClientTokenId", _TOKEN, 403),
    "ec2": ("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
    "json": ("UnrecognizedClientException", f"{_TOKEN}.", 400),
    "rest-json": ("UnrecognizedClientException", f"{_TOKEN}.", 403),
    "rest-xml": ("InvalidToken", "The provided token is malformed or otherwise invalid.", 400),
}


@dataclass
class Regions:
    """``disabled`` are those that are not enabled."""

    disabled: set[str] = field(default_factory=set)

    def refusal(self, service: str, protocol: str, region: str) -> tuple[str, str, int] | None:
        """Code, message and status for a request that is signed for a region; None where it is enabled."""
        if region not in self.disabled or service in EVERYWHERE:
            return None
        return _BY_PROTOCOL.get(protocol, _BY_PROTOCOL["query"])

    def guard(self, call: Call) -> None:
        """The same for calls that resources, and functions, make."""
        refused = self.refusal(call.service, _protocol(call), call.region) if call.region in self.disabled else None
        if refused is not None:
            code, message, status = refused
            raise CallRefusedError(code, message, status=status)

    def admit(self, region: str) -> None:
        """Raises StackError for an operation on a stack in a region that is not enabled.

        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-opt-in-regions.html: both the
        administrator's and the target account must have it enabled. The words are assumed: those of CloudFormation's
        own endpoint there.
        """
        if region in self.disabled:
            code, message, _ = _BY_PROTOCOL["query"]
            raise StackError(code, f"{message} (region {region} is not enabled for the account)")


def _protocol(call: Call) -> str:
    from moto.core.utils import get_service_model

    return str(get_service_model(call.service).protocol)
