"""Which key a KMS key of the template is: keys have no names.

Asked are an alias of the template that points to it, then the stores that it encrypts, then the tags that
CloudFormation gives what it makes. Source of the tags: CloudFormation User Guide, "Resource tag" (aws:cloudformation:
logical-id and stack-name); that they stay when a stack is deleted is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from botocore.exceptions import ClientError

from tapstack.deploy.retained.named import Retained
from tapstack.deploy.stores import Access, Seen, key

_TAG = "aws:cloudformation:logical-id"
NO_KEY = "no alias, no store and no tag tells which key it was"
_ENDED = ("PendingDeletion", "PendingReplicaDeletion")


def key_of(
    access: Access, one: Retained, users: Sequence[Seen | None], hints: Sequence[str] = ()
) -> tuple[str | None, str]:
    """The id of the key, or None and why it is not known; ``users`` are the stores that refer to it.

    ``hints`` are ids that a report has. The report may be of another deployment: they count only for a key that has the
    description in the template.
    """
    asked = (_of_aliases(access, one), _of_users(access, users), _of_tags(access, one), _of_hints(access, one, hints))
    for said in asked:
        ids = list(dict.fromkeys(said))
        if len(ids) == 1:
            return ids[0], ""
        if ids:
            remedy = f"name it with --resource {one.logical_id}=KEYID"
            return None, f"its key is not clear, it may be {' or '.join(ids)}: {remedy}"
    return None, NO_KEY


def _of_aliases(access: Access, one: Retained) -> Iterator[str]:
    return (seen.name for seen in map(lambda alias: key.look(access, alias), one.aliases) if seen)  # noqa: C417


def _of_users(access: Access, users: Sequence[Seen | None]) -> Iterator[str]:
    for name in dict.fromkeys(user.key for user in users if user and user.key):
        seen = _looked_at(access, name)
        if seen:
            yield seen.name


def _of_tags(access: Access, one: Retained) -> Iterator[str]:
    """Keys with all tags of the template that CloudFormation made for this logical id, and that are not doomed.

    One without CloudFormation's own tags counts if it has the template's description as well. A key without tags in the
    template is not looked for: another deployment's would look the same.
    """
    if not one.tags:
        return
    pages = access.client("resourcegroupstaggingapi").get_paginator("get_resources")
    filters = [{"Key": name, "Values": [value]} for name, value in one.tags]
    for page in pages.paginate(TagFilters=filters, ResourceTypeFilters=["kms:key"]):
        for row in page["ResourceTagMappingList"]:
            tags = {tag["Key"]: tag["Value"] for tag in row["Tags"]}
            seen = _looked_at(access, row["ResourceARN"])
            if seen and seen.state not in _ENDED and _is_it(one, seen, tags.get(_TAG)):
                yield seen.name


def _of_hints(access: Access, one: Retained, hints: Sequence[str]) -> Iterator[str]:
    for name in hints:
        seen = _looked_at(access, name)
        if seen and _is_it(one, seen, None):
            yield seen.name


def _is_it(one: Retained, seen: Seen, logical_id: str | None) -> bool:
    if logical_id is not None:
        return logical_id == one.logical_id
    return one.description is not None and seen.description == one.description


def _looked_at(access: Access, name: str) -> Seen | None:
    """A key of another account, or one that may not be looked at, is no answer."""
    try:
        return key.look(access, name)
    except ClientError:
        return None
