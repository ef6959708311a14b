"""Custom::PeerContract: what the other region publishes for this one."""

from parts.custom_requests import ControlError, Request, client

CONTRACT = ("VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn")


def read_contract(request: Request) -> dict[str, str]:
    """What the stack in the peer region says of itself, under ``ContractPath``."""
    region, path = request.text("PeerRegion"), request.text("ContractPath")
    pages = client("ssm", region).get_paginator("get_parameters_by_path").paginate(Path=path)
    found = {one["Name"].rsplit("/", 1)[1]: one["Value"] for page in pages for one in page["Parameters"]}
    missing = ", ".join(key for key in CONTRACT if key not in found)
    if missing:
        raise ControlError(f"{request.where}: {path} in {region} lacks {missing}; deploy the stack in {region} first")
    return {key: found[key] for key in CONTRACT}
