"""AWS::KMS::Key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.kms.states import refuse_doomed
from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_FIXED = {"KeySpec": "SYMMETRIC_DEFAULT", "KeyUsage": "ENCRYPT_DECRYPT", "MultiRegion": False, "Origin": "AWS_KMS"}
_DAYS = 30
_PERIOD = 365
_POLICY = {"PolicyName": "default"}


class Key(Adapter):
    """A key; Ref gives its id. Deleting it schedules its deletion.

    Source: resource schema AWS::KMS::Key; the order of calls and what is refused of an update: CloudFormation's own
    handler, aws-cloudformation/aws-cloudformation-resource-providers-kms.
    """

    type = "AWS::KMS::Key"
    carried = frozenset({*_FIXED, "Description", "KeyPolicy", "EnableKeyRotation", "Enabled", "Tags"})
    recorded = frozenset({"BypassPolicyLockoutSafetyCheck", "PendingWindowInDays", "RotationPeriodInDays"})
    partly: ClassVar = {"Origin": "a key that waits for foreign material is enabled at once"}

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateKey, then rotation and state."""
        given, client = wanted.properties, bench.client("kms")
        settings = _FIXED | pick(given, *_FIXED, "Description", "BypassPolicyLockoutSafetyCheck")
        if given.get("KeyPolicy"):
            settings["Policy"] = text(given["KeyPolicy"])
        key = client.create_key(**settings, Tags=listed(tags(bench, wanted), "TagKey", "TagValue"))["KeyMetadata"]
        made = Made(key["KeyId"], {"Arn": key["Arn"], "KeyId": key["KeyId"]})
        with self.begun(made):
            _set_state(client, made.physical_id, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """State and rotation, then each part by its own call."""
        client, key, was, given = bench.client("kms"), made.physical_id, before.properties, wanted.properties
        refuse_doomed(client, key)
        _refuse_fixed(was, given)
        _set_state(client, key, was, given)
        if given.get("Description", "") != was.get("Description", ""):
            client.update_key_description(KeyId=key, Description=given.get("Description", ""))
        if given.get("KeyPolicy") != was.get("KeyPolicy"):
            policy = text(given.get("KeyPolicy") or _default_policy(bench))
            client.put_key_policy(KeyId=key, Policy=policy, **_POLICY, **pick(given, "BypassPolicyLockoutSafetyCheck"))
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(KeyId=key, TagKeys=gone)
        if new:
            client.tag_resource(KeyId=key, Tags=listed(new, "TagKey", "TagValue"))
        return made

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

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """DescribeKey; a key that waits for its deletion is not there any more to CloudFormation.

        Source: CloudFormation's own handler, aws-cloudformation/aws-cloudformation-resource-providers-kms.
        """
        about = bench.client("kms").describe_key(KeyId=identifier["KeyId"])["KeyMetadata"]
        if about["KeyState"] == "PendingDeletion":
            raise RefusedError("NotFoundException", f"{about['Arn']} is pending deletion.", service="Kms")
        return Made(about["KeyId"], {"Arn": about["Arn"], "KeyId": about["KeyId"]})

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeKey, its policy, rotation and tags."""
        client, key = bench.client("kms"), made.physical_id
        about = refuse_doomed(client, key)
        found = pick(about, *_FIXED, "Description", "Enabled")
        found["EnableKeyRotation"] = client.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"]
        found["KeyPolicy"] = document(client.get_key_policy(KeyId=key, **_POLICY)["Policy"])
        found["Tags"] = told(bench, client.list_resource_tags(KeyId=key).get("Tags", []), "TagKey", wanted)
        return found


def _set_state(client: Any, key: str, was: Any, given: Any) -> None:
    """An enabled key rotates, or not: so one that is to rotate is enabled before, and disabled after."""
    enabled, was_enabled = given.get("Enabled", True), was.get("Enabled", True)
    turning = _rotation(given) != _rotation(was)
    if turning and not enabled and not was_enabled:
        why = "You cannot modify the EnableKeyRotation property when the Enabled property is false."
        raise RefusedError("InvalidRequest", f"{why} Set Enabled to true to modify the EnableKeyRotation property.")
    if enabled and not was_enabled:
        client.enable_key(KeyId=key)
    if turning and _rotation(given):
        client.enable_key_rotation(KeyId=key, RotationPeriodInDays=_rotation(given))
    elif turning:
        client.disable_key_rotation(KeyId=key)
    if was_enabled and not enabled:
        client.disable_key(KeyId=key)


def _rotation(given: Any) -> int:
    """Every how many days the key rotates; 0 if it does not."""
    return int(given.get("RotationPeriodInDays") or _PERIOD) if given.get("EnableKeyRotation") else 0


def _refuse_fixed(was: Any, given: Any) -> None:
    """What a key is for ever: CloudFormation neither changes it nor replaces the key."""
    for name, default in _FIXED.items():
        if given.get(name, default) != was.get(name, default):
            raise RefusedError("NotUpdatable", f"You cannot change the {name} property of an AWS::KMS::Key resource.")


def _default_policy(bench: Bench) -> dict[str, Any]:
    """What KMS attaches to a key without a policy: the account's policies decide."""
    root = bench.arn("iam", "root", region="")
    statement = {"Sid": "Enable IAM User Permissions", "Effect": "Allow", "Principal": {"AWS": root}}
    statement |= {"Action": "kms:*", "Resource": "*"}
    return {"Version": "2012-10-17", "Id": "key-default-1", "Statement": [statement]}
