"""The settings of a stream that have calls of their own: retention, encryption, metrics of each shard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMES = ("RetentionPeriodHours", "StreamEncryption", "DesiredShardLevelMetrics")
_HOURS = 24


def change(client: Any, name: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Set what differs, and reset what is given no more."""
    before, hours = (one.get("RetentionPeriodHours", _HOURS) for one in (was, given))
    if hours > before:
        client.increase_stream_retention_period(StreamName=name, RetentionPeriodHours=hours)
    elif hours < before:
        client.decrease_stream_retention_period(StreamName=name, RetentionPeriodHours=hours)
    _encrypt(client, name, was.get("StreamEncryption"), given.get("StreamEncryption"))
    old, new = (one.get("DesiredShardLevelMetrics") or [] for one in (was, given))
    if gone := [metric for metric in old if metric not in new]:
        client.disable_enhanced_monitoring(StreamName=name, ShardLevelMetrics=gone)
    if added := [metric for metric in new if metric not in old]:
        client.enable_enhanced_monitoring(StreamName=name, ShardLevelMetrics=added)


def _encrypt(client: Any, name: str, was: Mapping[str, Any] | None, given: Mapping[str, Any] | None) -> None:
    if given and given != was:
        client.start_stream_encryption(StreamName=name, **given)
    elif was and not given:
        client.stop_stream_encryption(StreamName=name, **was)


def told(about: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in a summary of the stream. moto tells metrics in no order: they are sorted."""
    found: dict[str, Any] = {"RetentionPeriodHours": about["RetentionPeriodHours"]}
    if about["EncryptionType"] != "NONE":
        found["StreamEncryption"] = {"EncryptionType": about["EncryptionType"], "KeyId": about["KeyId"]}
    metrics = sorted(one for group in about["EnhancedMonitoring"] for one in group["ShardLevelMetrics"])
    return found | ({"DesiredShardLevelMetrics": metrics} if metrics else {})
