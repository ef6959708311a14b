"""What calls functions."""

from __future__ import annotations

from typing import Any, Protocol

from tapstack.simulate.functions.answer import Answer
from tapstack.simulate.functions.deployed import Deployed


class Runner(Protocol):
    """Calls functions, one at a time. Raises UnsupportedError for runtimes other than Python."""

    def invoke(self, function: Deployed, event: Any, request_id: str) -> Answer:
        """Call a function with an event; whatever it raises is its answer."""
