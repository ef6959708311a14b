"""AWS::Route53::HostedZone."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.route53.tagging import every_tag, own_told, retag
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_OWN_RECORDS = ("NS", "SOA")
_TAGS, _KIND = "HostedZoneTags", "hostedzone"


class HostedZone(Adapter):
    """A zone; Ref gives its id."""

    type = "AWS::Route53::HostedZone"
    carried = frozenset({"Name", "HostedZoneConfig", "VPCs", _TAGS})
    recorded = frozenset({"QueryLoggingConfig", "HostedZoneFeatures"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateHostedZone with its first network, then the others."""
        given, client = wanted.properties, bench.client("route53")
        networks = [_network(one) for one in given.get("VPCs") or []]
        for network in networks:
            _refuse_network(bench, given["Name"], network)
        about = client.create_hosted_zone(
            Name=given["Name"],
            CallerReference=token(bench.owner, wanted),
            HostedZoneConfig={"Comment": _comment(wanted), "PrivateZone": bool(networks)},
            **({"VPC": networks[0]} if networks else {}),
        )
        name = about["HostedZone"]["Id"].rpartition("/")[2]
        made = Made(name, {"Id": name, "NameServers": about.get("DelegationSet", {}).get("NameServers", [])})
        with self.begun(made):
            for network in networks[1:]:
                client.associate_vpc_with_hosted_zone(HostedZoneId=name, VPC=network)
            retag(bench, name, {}, every_tag(bench, wanted, _TAGS), _KIND)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The networks that come, then those that go: a private zone has one at least."""
        client, name = bench.client("route53"), made.physical_id
        client.update_hosted_zone_comment(Id=name, Comment=_comment(wanted))
        old, new = ([_network(one) for one in each.properties.get("VPCs") or []] for each in (before, wanted))
        for network in (one for one in new if one not in old):
            _refuse_network(bench, wanted.properties["Name"], network)
            client.associate_vpc_with_hosted_zone(HostedZoneId=name, VPC=network)
        for network in (one for one in old if one not in new):
            client.disassociate_vpc_from_hosted_zone(HostedZoneId=name, VPC=network)
        retag(bench, name, every_tag(bench, before, _TAGS), every_tag(bench, wanted, _TAGS), _KIND)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteHostedZone, which refuses one that has records of anybody's; its tags, which moto keeps, go too."""
        client, name = bench.client("route53"), made.physical_id
        try:
            records = client.list_resource_record_sets(HostedZoneId=name)["ResourceRecordSets"]
        except client.exceptions.NoSuchHostedZone:
            return
        if any(record["Type"] not in _OWN_RECORDS for record in records):
            why = "The specified hosted zone contains non-required resource record sets and so cannot be deleted."
            raise RefusedError("HostedZoneNotEmpty", why, service="Route53")
        retag(bench, name, every_tag(bench, wanted, _TAGS), {}, _KIND)
        client.delete_hosted_zone(Id=name)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetHostedZone; its name without the dot at the end where the template has none."""
        client, name = bench.client("route53"), made.physical_id
        try:
            about = client.get_hosted_zone(Id=name)
        except client.exceptions.NoSuchHostedZone:
            return {}
        zone = about["HostedZone"]
        found = {"Name": zone["Name"] if wanted.properties["Name"].endswith(".") else zone["Name"].rstrip(".")}
        found["HostedZoneConfig"] = pick(zone.get("Config", {}), "Comment")
        found["VPCs"] = [_network(one) for one in about.get("VPCs", [])]
        return found | {_TAGS: own_told(bench, name, wanted, _TAGS, _KIND)}


def _network(given: Any) -> dict[str, Any]:
    return pick(given, "VPCId", "VPCRegion")


def _comment(wanted: Wanted) -> str:
    return str((wanted.properties.get("HostedZoneConfig") or {}).get("Comment", ""))


def _refuse_network(bench: Bench, name: str, network: Any) -> None:
    """Raises RefusedError for a network that is not there, or that has a private zone of this name.

    Source: botocore route53, InvalidVPCId and ConflictingDomainExists of CreateHostedZone; the words are assumed.
    """
    vpc, region = network["VPCId"], network["VPCRegion"]
    mine = [{"Name": "vpc-id", "Values": [vpc]}]
    if not bench.client("ec2", region).describe_vpcs(Filters=mine)["Vpcs"]:
        why = f"The VPC {vpc} does not exist in region {region}, or you are not authorized to access it."
        raise RefusedError("InvalidVPCId", why, service="Route53")
    zones = bench.client("route53").list_hosted_zones_by_vpc(VPCId=vpc, VPCRegion=region)["HostedZoneSummaries"]
    for zone in (one for one in zones if one["Name"].rstrip(".") == name.rstrip(".")):
        why = f"The VPC {vpc} in region {region} has already been associated with the hosted zone"
        message = f"{why} {zone['HostedZoneId']} with the same domain name."
        raise RefusedError("ConflictingDomainExists", message, service="Route53")
