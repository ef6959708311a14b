"""Which rules replicate a version.

Source: S3 User Guide, "What does Amazon S3 replicate?": what KMS encrypts only where it is selected, delete markers
where that is enabled, nothing in Glacier; botocore s3, ReplicationRule, of rules with the same destination.
"""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.simulate.behaviours.objects.rules import Rule
from tapstack.simulate.cloud.held_objects import Version, is_marker, tags_of

_ARCHIVED = ("GLACIER", "DEEP_ARCHIVE")


def eligible(rules: Iterator[Rule], found: Version) -> list[Rule]:
    """The rule that counts for each destination, where it lets this version through."""
    tags, chosen = tags_of(found), dict[str, Rule]()
    for rule in rules:
        if rule.fits(found.name, tags):
            chosen.setdefault(rule.destination, rule)
    return [rule for rule in chosen.values() if _lets_through(rule, found)]


def key_of(found: Version) -> str:
    """The KMS key that encrypts a version; empty where none does."""
    return str(getattr(found, "kms_key_id", "") or "") if _by_kms(found) else ""


def _lets_through(rule: Rule, found: Version) -> bool:
    if is_marker(found):
        return rule.marks
    archived = getattr(found, "storage_class", "") in _ARCHIVED
    return not archived and (rule.encrypted or not _by_kms(found))


def _by_kms(found: Version) -> bool:
    return str(getattr(found, "encryption", "") or "").startswith("aws:kms")
