"""Which data is of the Union: what is kept in its regions, unless its tag says that it is nobody's."""

from __future__ import annotations

from tapstack.graph.stackset import Property

UNION = frozenset(
    {"eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3", "eusc-de-east-1"}
)
"""Regions in member states; not London (eu-west-2), nor Zurich (eu-central-2).

Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
"""
CLASS = "DataClassification"
NOBODYS = frozenset({"operational", "public"})
"""Classes of data that no person or customer is in; what has no class may be anybody's."""
_TAGS = ("Tags", "BackupPlanTags")


def is_nobodys(holder: Property) -> bool:
    """Whether the tags of a resource, or of a replica, say so. Raises NotKnown."""
    return any(text.text.lower() in NOBODYS for name in _TAGS for text in _classes(holder[name]))


def _classes(tags: Property) -> list[Property]:
    """The values of the tag, of which there is one at most, in a list of tags or a map."""
    if isinstance(tags.raw, dict):
        return [tags[CLASS]]
    return [tag["Value"] for tag in tags.items if tag["Key"].pattern == CLASS]
