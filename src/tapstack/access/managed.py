"""The AWS-managed policies that templates name most, and what they say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.facts.installed import read_json

_ARN = re.compile(r"arn:aws[a-z-]*:iam::aws:policy/(?P<name>.+)")


def managed_name(arn: str) -> str | None:
    """The path and name of a policy of AWS, ``service-role/AWSLambdaBasicExecutionRole``; None for another ARN."""
    found = _ARN.fullmatch(arn)
    return found["name"] if found else None


def managed_document(name: str) -> Any:
    """What the policy says, as a document; None where it is not in ``managed.json``."""
    return _table().get(name)


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = read_json(Path(__file__).with_name("managed.json"))["policies"]
    return found


@cache
def names_of_aws() -> frozenset[str]:
    """The paths and names of the policies of AWS, as far as they are known."""
    return frozenset(read_json(Path(__file__).with_name("managed_names.json"))["names"])


@cache
def paths_of_aws() -> dict[str, str]:
    """Their paths and names, by name."""
    return {name.rpartition("/")[2]: name for name in names_of_aws()}
