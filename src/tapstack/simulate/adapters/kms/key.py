"""AWS::KMS::Key."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, Wanted

_AT_CREATION = ("Description", "KeySpec", "KeyUsage", "MultiRegion", "Origin")
_DAYS = 30
_POLICY = {"PolicyName": "default"}


class Key(Adapter):
    """A key; Ref gives its id. Deleting it schedules its deletion."""

    type = "AWS::KMS::Key"
    carried = frozenset({*_AT_CREATION, "KeyPolicy", "EnableKeyRotation", "RotationPeriodInDays", "Enabled", "Tags"})
    recorded = frozenset({"PendingWindowInDays"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateKey, then rotation and state."""
        given, client = wanted.properties, bench.client("kms")
        settings = pick(given, *_AT_CREATION)
        if "KeyPolicy" in given:
            settings["Policy"] = text(given["KeyPolicy"])
        key = client.create_key(**settings, Tags=listed(tags(bench, wanted), "TagKey", "TagValue"))["KeyMetadata"]
        made = Made(key["KeyId"], {"Arn": key["Arn"], "KeyId": key["KeyId"]})
        with self.begun(made):
            self._set_state(client, made.physical_id, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Each part by its own call."""
        client, key, was, given = bench.client("kms"), made.physical_id, before.properties, wanted.properties
        client.update_key_description(KeyId=key, Description=given.get("Description", ""))
        if "KeyPolicy" in given:
            client.put_key_policy(KeyId=key, Policy=text(given["KeyPolicy"]), **_POLICY)
        self._set_state(client, key, was, given)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(KeyId=key, TagKeys=gone)
        if new:
            client.tag_resource(KeyId=key, Tags=listed(new, "TagKey", "TagValue"))
        return made

    def _set_state(self, client: Any, key: str, was: Any, given: Any) -> None:
        if given.get("EnableKeyRotation"):
            client.enable_key_rotation(KeyId=key, **pick(given, "RotationPeriodInDays"))
        elif was.get("EnableKeyRotation"):
            client.disable_key_rotation(KeyId=key)
        enabled = given.get("Enabled", True)
        if enabled != was.get("Enabled", True):
            (client.enable_key if enabled else client.disable_key)(KeyId=key)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """ScheduleKeyDeletion; one that is scheduled already stays so."""
        client, key = bench.client("kms"), made.physical_id
        try:
            state = client.describe_key(KeyId=key)["KeyMetadata"]["KeyState"]
        except client.exceptions.NotFoundException:
            return
        if state != "PendingDeletion":
            days = wanted.properties.get("PendingWindowInDays", _DAYS)
            client.schedule_key_deletion(KeyId=key, PendingWindowInDays=days)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeKey, its policy, rotation and tags."""
        client, key = bench.client("kms"), made.physical_id
        about = client.describe_key(KeyId=key)["KeyMetadata"]
        rotation = client.get_key_rotation_status(KeyId=key)
        found = pick(about, *_AT_CREATION, "Enabled") | pick(rotation, "RotationPeriodInDays")
        found["EnableKeyRotation"] = rotation["KeyRotationEnabled"]
        found["KeyPolicy"] = document(client.get_key_policy(KeyId=key, **_POLICY)["Policy"])
        found["Tags"] = told(bench, client.list_resource_tags(KeyId=key).get("Tags", []), "TagKey")
        return found
