"""The names that CloudFormation generates: stack name, logical id and letters that no other has.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
"""

from __future__ import annotations

import base64
import hashlib

from tapstack.simulate.resources import Owner, Wanted

_LETTERS = 12


def generated(owner: Owner, wanted: Wanted, longest: int = 255) -> str:
    """``<stack>-<logical id>-<12 letters and digits>``, both parts cut evenly to ``longest`` characters."""
    room = longest - _LETTERS - 2
    stack, logical_id = owner.stack_name, wanted.logical_id
    if len(stack) + len(logical_id) > room:
        half = room // 2
        stack = stack[: max(half, room - len(logical_id))]
        logical_id = logical_id[: room - len(stack)]
    return f"{stack}-{logical_id}-{letters(owner, wanted)}"


def letters(owner: Owner, wanted: Wanted, count: int = _LETTERS) -> str:
    """Capital letters and digits that follow from stack, resource and attempt."""
    text = f"{owner.stack_id}/{wanted.logical_id}/{wanted.attempt}"
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:count]


def token(owner: Owner, wanted: Wanted) -> str:
    """An id in the form of a UUID that follows from stack, resource and attempt."""
    text = f"{owner.stack_id}/{wanted.logical_id}/{wanted.attempt}"
    digits = hashlib.sha256(text.encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"
