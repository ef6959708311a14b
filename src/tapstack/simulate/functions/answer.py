"""What comes of calling a function."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FunctionFault:
    """Why a function has failed: the type and message that Lambda tells, such as Runtime.ImportModuleError.

    ``trace`` are the frames of the function's own code, as Python prints them.
    """

    type: str
    message: str
    trace: tuple[str, ...] = ()

    def payload(self, request_id: str) -> str:
        """What whoever calls the function is answered, as JSON."""
        about: dict[str, str | Sequence[str]] = {"errorMessage": self.message, "errorType": self.type}
        return json.dumps({**about, "requestId": request_id, "stackTrace": self.trace})


@dataclass(frozen=True)
class Answer:
    """``payload`` is JSON as text; ``seconds`` of simulated time passed; ``log`` is what was printed, or logged."""

    payload: str = "null"
    fault: FunctionFault | None = None
    log: str = ""
    seconds: float = 0.0
