"""AWS::Route53::HostedZone."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.shapes import pick, renamed
from tapstack.simulate.adapters.tags import changes, listed
from tapstack.simulate.resources import Made, RefusedError, Wanted

_OWN_RECORDS = ("NS", "SOA")
_NETWORK = {"VPCId": "VPCId", "VPCRegion": "VPCRegion"}


class HostedZone(Adapter):
    """A zone; Ref gives its id."""

    type = "AWS::Route53::HostedZone"
    carried = frozenset({"Name", "HostedZoneConfig", "VPCs", "HostedZoneTags"})
    recorded = frozenset({"QueryLoggingConfig", "HostedZoneFeatures"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateHostedZone with its first network, then the others."""
        given, client = wanted.properties, bench.client("route53")
        networks = [renamed(one, _NETWORK) for one in given.get("VPCs") or []]
        config = {"Comment": "", **(given.get("HostedZoneConfig") or {}), "PrivateZone": bool(networks)}
        about = client.create_hosted_zone(
            Name=given["Name"],
            CallerReference=token(bench.owner, wanted),
            HostedZoneConfig=config,
            **({"VPC": networks[0]} if networks else {}),
        )
        name = about["HostedZone"]["Id"].rpartition("/")[2]
        servers = about.get("DelegationSet", {}).get("NameServers", [])
        made = Made(name, {"Id": name, "NameServers": servers})
        with self.begun(made):
            for network in networks[1:]:
                client.associate_vpc_with_hosted_zone(HostedZoneId=name, VPC=network)
            self._tag(client, name, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The networks that come, then those that go: a private zone has one at least."""
        client, name, was, given = bench.client("route53"), made.physical_id, before.properties, wanted.properties
        comment = (given.get("HostedZoneConfig") or {}).get("Comment", "")
        client.update_hosted_zone_comment(Id=name, Comment=comment)
        old, new = was.get("VPCs") or [], given.get("VPCs") or []
        for network in (one for one in new if one not in old):
            client.associate_vpc_with_hosted_zone(HostedZoneId=name, VPC=renamed(network, _NETWORK))
        for network in (one for one in old if one not in new):
            client.disassociate_vpc_from_hosted_zone(HostedZoneId=name, VPC=renamed(network, _NETWORK))
        self._tag(client, name, was, given)
        return made

    def _tag(self, client: Any, name: str, was: Any, given: Any) -> None:
        old = {tag["Key"]: tag["Value"] for tag in was.get("HostedZoneTags") or []}
        new, gone = changes(old, {tag["Key"]: tag["Value"] for tag in given.get("HostedZoneTags") or []})
        if new or gone:
            changed = ({"AddTags": listed(new)} if new else {}) | ({"RemoveTagKeys": gone} if gone else {})
            client.change_tags_for_resource(ResourceType="hostedzone", ResourceId=name, **changed)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteHostedZone, which refuses one that has records of anybody's."""
        client, name = bench.client("route53"), made.physical_id
        try:
            records = client.list_resource_record_sets(HostedZoneId=name)["ResourceRecordSets"]
        except client.exceptions.NoSuchHostedZone:
            return
        if any(record["Type"] not in _OWN_RECORDS for record in records):
            why = "The specified hosted zone contains non-required resource record sets and so cannot be deleted."
            raise RefusedError("HostedZoneNotEmpty", why, service="Route53")
        client.delete_hosted_zone(Id=name)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetHostedZone; its name without the dot at the end where the template has none."""
        client = bench.client("route53")
        about = client.get_hosted_zone(Id=made.physical_id)
        zone = about["HostedZone"]
        name = zone["Name"] if wanted.properties["Name"].endswith(".") else zone["Name"].rstrip(".")
        found = {"Name": name, "HostedZoneConfig": pick(zone.get("Config", {}), "Comment")}
        found["VPCs"] = [pick(one, "VPCId", "VPCRegion") for one in about.get("VPCs", [])]
        pairs = client.list_tags_for_resource(ResourceType="hostedzone", ResourceId=made.physical_id)
        return found | {"HostedZoneTags": pairs["ResourceTagSet"]["Tags"]}
