"""The types of stores, by the name of their resource type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tapstack.deploy.stores import bucket, key, log_group, queue, stream, table, vault
from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.outcome import Outcome
from tapstack.deploy.stores.seen import Seen


@dataclass(frozen=True, slots=True)
class Kind:
    """``look`` gives None where nothing is there; ``remove`` may be called again after an interruption."""

    look: Callable[[Access, str], Seen | None]
    remove: Callable[[Access, str, Wishes], Outcome]
    #: What is encrypted by it cannot be read any more once it is gone.
    is_key: bool = False


_TABLE = Kind(table.look, table.remove)
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "AWS::DynamoDB::GlobalTable": _TABLE,
        "AWS::DynamoDB::Table": _TABLE,
        "AWS::Kinesis::Stream": Kind(stream.look, stream.remove),
        "AWS::SQS::Queue": Kind(queue.look, queue.remove),
        "AWS::Backup::BackupVault": Kind(vault.look, vault.remove),
        "AWS::S3::Bucket": Kind(bucket.look, bucket.remove),
        "AWS::Logs::LogGroup": Kind(log_group.look, log_group.remove),
        "AWS::KMS::Key": Kind(key.look, key.remove, is_key=True),
    }
)
"""In the order in which to remove them where nothing else is known of it: recovery points after what they are of, keys
after all that they encrypt."""


def kind_of(resource_type: str) -> Kind | None:
    """The functions of a type; None for one that cannot be looked at or removed here."""
    return KINDS.get(resource_type)
