"""Answers that are kept: what came of some work, or that it is not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tapstack.graph.stackset import NotKnown


def answered(work: Callable[..., Any], *of: Any) -> Any:
    """What the work gives, or the NotKnown that it raises."""
    try:
        return work(*of)
    except NotKnown as unknown:
        return unknown


def told(answer: Any) -> Any:
    """The answer; raises it where it is NotKnown."""
    if isinstance(answer, NotKnown):
        raise NotKnown(*answer.args) from answer
    return answer
