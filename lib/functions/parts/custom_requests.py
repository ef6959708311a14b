"""Requests of CloudFormation for custom resources, and what may go wrong with them."""

import functools
import json
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from parts.clients import clients, patience

patient = clients(patience(connect=3, read=5, attempts=4))
deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


class ControlError(Exception):
    """What was asked cannot be done; the message says where, what, and what to do."""


FAILURES = (ControlError, ClientError, BotoCoreError)


def log(level: str, message: str, **details: Any) -> None:
    """One JSON line. Never give it a whole request: its ResponseURL is a credential."""
    print(json.dumps({"level": level, "message": message, **details}))  # noqa: T201 - Lambda's log is standard output


def stop_when_late(**_: Any) -> None:
    """Let no attempt of any call begin that would take the time kept for the answer."""
    if time.time() > deadline.get():
        raise ControlError("the function's time is nearly over; see in its log what is slow, then try again")


@functools.cache
def client(service: str, region: str) -> Any:
    """A client whose attempts take at most about 8 seconds each, and none of which begins too late."""
    made = patient(service, region)
    made.meta.events.register("request-created", stop_when_late)
    return made


@dataclass(frozen=True)
class Request:
    """What CloudFormation asks for."""

    action: str  # Create, Update or Delete
    where: str  # logical id and type, for messages
    id: str
    properties: Mapping[str, Any]
    old: Mapping[str, Any]  # empty unless the action is Update

    def text(self, name: str) -> str:
        """A property; ControlError if it is missing, empty or no text."""
        value = self.properties.get(name)
        if not isinstance(value, str) or not value:
            raise ControlError(f"{self.where}: property {name} must be a text, not {value!r}; give it in the template")
        return value

    def texts(self, name: str) -> list[str]:
        """A property that is a list, or a text with commas; ControlError if there is nothing in it."""
        value = self.properties.get(name)
        parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
        found = [str(part).strip() for part in parts if str(part).strip()]
        if not found:
            raise ControlError(f"{self.where}: property {name} must be a list, not {value!r}; give it in the template")
        return found

    def before(self) -> "Request":
        """The same request about the properties of before the update."""
        return Request(self.action, self.where, self.id, self.old, {})

    def revision(self) -> int:
        """The revision of the stack; ControlError if it is no whole number."""
        text = self.text("Revision")
        if not (text.isascii() and text.isdecimal()):
            raise ControlError(f"{self.where}: property Revision must be a whole number, not {text!r}; count it up")
        return int(text)
