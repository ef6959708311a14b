"""Statements of policies that tests ask, and what they answer."""

from collections.abc import Mapping
from typing import Any

from tapstack.access import Answer, Given, Nowhere, Request, answer, asking, given, policy

ROLE = "arn:aws:iam::1:role/trading-a"


def statement(**others: Any) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": ["iam:Get*", "iam:PassRole"],
        "Resource": "arn:aws:iam::1:role/trading-*",
        **others,
    }


def under(operator: str, wanted: Any, **others: Any) -> dict[str, Any]:
    return statement(Condition={operator: {"aws:key": wanted}}, **others)


def answers(said: list[dict[str, Any]], request: Request, version: str = "2012-10-17") -> Answer:
    return answer(policy({"Version": version, "Statement": said}), request, Nowhere())


def allowed(said: list[dict[str, Any]], **context: str | list[str]) -> bool | None:
    """Whether a request with all its keys, ``key="a"`` for ``aws:key``, is allowed."""
    return answers(said, asking("iam:GetRole", ROLE, {f"aws:{key}": found for key, found in context.items()})).allowed


def getting(context: Mapping[str, Given] | None = None) -> Request:
    """A request of whose other keys nothing is known; ``aws:key`` is ``a``."""
    return Request("iam:GetRole", ROLE, {"aws:key": given("a")} if context is None else context)
