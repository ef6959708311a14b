"""Attributes that only AWS knows, and which of them stand for the resource itself: its ARN, id, name or URL."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_ATTRIBUTE = re.compile("\ue000GetAtt:(?P<id>[^.]+)[.](?P<attribute>[^@]+)@(?P<region>[^\ue001]*)\ue001")
_OTHER_WORDS = {"table": "stream", "globaltable": "stream", "version": "function"}
_STANDS_FOR = re.compile("(?i)(?P<whose>.*?)(?:arn|id|url|name)")


class Attribute(NamedTuple):
    """An attribute that only AWS knows, of a resource of a region."""

    region: str
    logical_id: str
    name: str

    def names(self, type_name: str) -> bool:
        """Whether it stands for the resource: ``Arn``, ``KeyId``; ``VpcId`` for a VPC, not for a security group."""
        match = _STANDS_FOR.fullmatch(self.name)
        whose = match["whose"].lower() if match else "?"
        kind = type_name.rpartition("::")[2].lower()
        return kind.startswith(whose) or kind.endswith(whose) or _OTHER_WORDS.get(kind) == whose


@cache
def attribute_of(text: str) -> Attribute | None:
    """What the pattern is, if it is one attribute and nothing else."""
    match = _ATTRIBUTE.fullmatch(text)
    return Attribute(match["region"], match["id"], match["attribute"]) if match else None
