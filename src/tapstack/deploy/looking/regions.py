"""Every region is enabled in the account, and takes these credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError

from tapstack.deploy.errors import code, told
from tapstack.findings import MissingToolError

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

_REFUSED = ("UnauthorizedOperation", "AccessDenied", "AccessDeniedException")
_NOT_TAKEN = ("InvalidClientTokenId", "UnrecognizedClientException", "AuthFailure", "OptInRequired")
_ENABLED = ("opt-in-not-required", "opted-in")


def refuse_disabled(connection: Connection) -> None:
    """Raises MissingToolError for the first region that is not enabled.

    Two sources, since either can be closed: ec2:DescribeRegions tells the status of all regions but may be forbidden,
    and the region's own STS, which needs no permission, refuses credentials that do not hold there. Source: botocore
    ec2, Region, OptInStatus; IAM user guide, "Manage AWS STS in an AWS Region".
    """
    status = _status(connection)
    for region in dict.fromkeys((connection.management_region, *connection.regions)):
        if status.get(region, _ENABLED[0]) not in _ENABLED:
            raise _disabled(region, status[region])
        _answers(connection, region)


def _status(connection: Connection) -> dict[str, str]:
    """The regions' statuses, as far as they may be asked for."""
    names = list(dict.fromkeys((connection.management_region, *connection.regions)))
    with told("ask which regions are enabled"):
        try:
            found = connection.client("ec2").describe_regions(RegionNames=names, AllRegions=True)["Regions"]
        except ClientError as error:
            if code(error) in _REFUSED:
                return {}
            raise
    return {one["RegionName"]: one.get("OptInStatus", _ENABLED[0]) for one in found}


def _answers(connection: Connection, region: str) -> None:
    with told(f"ask {region} whether it takes these credentials"):
        try:
            connection.client("sts", region).get_caller_identity()
        except ClientError as error:
            if code(error) not in _NOT_TAKEN:
                raise
            raise _disabled(region, code(error)) from error
        except (EndpointConnectionError, ConnectTimeoutError) as error:
            raise _disabled(region, "it does not answer") from error


def _disabled(region: str, why: str) -> MissingToolError:
    remedy = f"Enable it (aws account enable-region --region-name {region}; it takes minutes), or name another region."
    return MissingToolError(f"The region {region} is not enabled for this account: {why}.", remedy=remedy)
