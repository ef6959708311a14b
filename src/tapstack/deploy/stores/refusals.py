"""What a service says when it refuses."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from botocore.exceptions import ClientError


def code_of(error: ClientError) -> str:
    """The error's code, ``ResourceNotFoundException``; some services put a namespace before it."""
    return str(error.response.get("Error", {}).get("Code", "")).rpartition("#")[2]


def told(error: ClientError) -> str:
    """Code and message in one line."""
    said = " ".join(str(error.response.get("Error", {}).get("Message", "")).split())
    return f"{code_of(error)}: {said}" if said else code_of(error)


def if_there(ask: Callable[[], Any], gone: Collection[str]) -> Any:
    """What a call answers; None where it fails with a code that says that the thing is not there."""
    try:
        return ask()
    except ClientError as error:
        if code_of(error) in gone:
            return None
        raise
