"""Which bucket a resource of a policy names, and whether it means the bucket or its objects."""

import re
from typing import NamedTuple

from tapstack.graph.stackset import Item
from tapstack.render.pattern import pattern
from tapstack.template.unresolved import Unresolved

_RESOURCE = re.compile(
    "(?:arn:[^:]*:s3:::(?P<name>[^/*?]+)|\ue000GetAtt:(?P<id>[^.]+)[.]Arn@(?P<region>[^\ue001]*)\ue001)(?P<rest>.*)",
    re.DOTALL,
)


class Resource(NamedTuple):
    """The pattern of a bucket's name, and what follows it."""

    bucket: str
    rest: str


def resource_of(text: str) -> Resource | None:
    """What the ARN of a bucket or of objects names; None for anything else and for names with wildcards."""
    found = _RESOURCE.fullmatch(text)
    if not found or found["rest"][:1] not in ("", "/"):
        return None
    return Resource(found["name"] or reference(found["id"], found["region"]), found["rest"])


def reference(logical_id: str, region: str) -> str:
    """What a reference to a bucket without a name of its own comes to."""
    return pattern(Unresolved("Ref", logical_id, "", region))


def has_name(bucket: Item, name: str) -> bool:
    """Whether the pattern is the bucket's name, or a reference to it."""
    return name in (bucket["BucketName"].pattern, reference(bucket.logical_id, bucket.region))
