"""Control calls of a server, for tests and launchers. Imports nothing heavy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tapstack.findings import InputError

_WAIT = 120.0  # seconds for a call: steps take as long as what happens in them


@dataclass(frozen=True)
class ControlClient:
    """``url`` is the server's. Every call gives what the server tells; raises InputError for what it does not take."""

    url: str

    def state(self) -> dict[str, Any]:
        """The time, what is under way, and what is made to go wrong."""
        return self._asked("GET", "state")

    def step(self, seconds: float) -> dict[str, Any]:
        """Let so many virtual seconds pass at once."""
        return self._asked("POST", "step", seconds=seconds)

    def pause(self) -> dict[str, Any]:
        """Stop time."""
        return self._asked("POST", "pause")

    def resume(self) -> dict[str, Any]:
        """Let time pass again."""
        return self._asked("POST", "resume")

    def speed(self, speed: float) -> dict[str, Any]:
        """Virtual seconds in a second."""
        return self._asked("POST", "speed", speed=speed)

    def fail(self, resource: str, action: str = "create", **more: Any) -> dict[str, Any]:
        """Have a resource refused: ``region``, ``times`` (0: always), ``code``, ``message``, ``status``."""
        return self._asked("POST", "fail", resource=resource, action=action, **more)

    def stall(self, resource: str, action: str = "create", **more: Any) -> dict[str, Any]:
        """Keep operations on a resource in progress: ``region``."""
        return self._asked("POST", "stall", resource=resource, action=action, **more)

    def release(self, resource: str | None = None, **more: Any) -> dict[str, Any]:
        """Let what was stalled go on."""
        return self._asked("POST", "release", resource=resource, **more)

    def refuse(self, service: str | None = None, operation: str | None = None, **more: Any) -> dict[str, Any]:
        """Refuse requests: ``region``, ``code``, ``message``, ``status``, ``times`` (0: always), ``drop``."""
        return self._asked("POST", "refuse", service=service, operation=operation, **more)

    def disable(self, region: str) -> dict[str, Any]:
        """Have a region not enabled."""
        return self._asked("POST", "disable", region=region)

    def enable(self, region: str) -> dict[str, Any]:
        """Have it enabled."""
        return self._asked("POST", "enable", region=region)

    def lose(self, region: str) -> dict[str, Any]:
        """Take a region out of reach."""
        return self._asked("POST", "lose", region=region)

    def restore(self, region: str) -> dict[str, Any]:
        """Bring it back."""
        return self._asked("POST", "restore", region=region)

    def organization(self, unit: str, accounts: str | None = None) -> dict[str, Any]:
        """Put accounts into a unit of an organization; ids with commas between them."""
        return self._asked("POST", "organization", unit=unit, accounts=accounts)

    def clear(self) -> dict[str, Any]:
        """End all that is made to go wrong."""
        return self._asked("POST", "clear")

    def reset(self) -> dict[str, Any]:
        """Empty the account."""
        return self._asked("POST", "reset")

    def _asked(self, method: str, name: str, **given: Any) -> dict[str, Any]:
        place = urlsplit(self.url)
        connection = HTTPConnection(str(place.hostname), place.port, timeout=_WAIT)
        try:
            body = json.dumps({key: value for key, value in given.items() if value is not None})
            connection.request(method, f"/_tapstack/{name}", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            told: dict[str, Any] = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            raise InputError(told.get("error", str(told)), remedy="GET /_tapstack lists the calls.")
        return told
