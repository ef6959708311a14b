"""The state of keys, and what it keeps services from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud


class Keys:
    """Asked by services before they use what a key encrypts."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def state(self, region: str, key: str) -> str:
        """``Enabled``, ``Disabled``, ``PendingDeletion``...; of a key by its id, ARN or alias."""
        return str(self._cloud.client("kms", region).describe_key(KeyId=key)["KeyMetadata"]["KeyState"])

    def obstacle(self, region: str, service: str, arn: str) -> str:
        """Why what stands at an ARN cannot be read or written for its key's sake; empty where it can."""
        if service != "kinesis":
            return ""
        about = self._cloud.client("kinesis", region).describe_stream_summary(StreamARN=arn)["StreamDescriptionSummary"]
        if about.get("EncryptionType") != "KMS":
            return ""
        state = self.state(region, about["KeyId"])
        return "" if state == "Enabled" else f"KMSDisabledException: {about['KeyId']} is {state}"
