"""What texts say of the key that they name."""

import re

from tapstack.graph.stackset import Property

KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias")
_ARN = re.compile(r"arn:aws[a-z-]*:kms:([a-z]{2}(?:-[a-z]+)+-\d):[^:]*:(key|alias)/")


def region_of(key: Property) -> str:
    """The region that the ARN of a key or alias names; "" where it is no ARN or leaves that open. Raises NotKnown."""
    found = _ARN.match(key.pattern)
    return found[1] if found else ""


def names_alias(key: Property) -> bool:
    """Whether it names an alias, by name or ARN. Raises NotKnown."""
    found = _ARN.match(key.pattern)
    return found[2] == "alias" if found else key.pattern.startswith("alias/")
