"""What comes of calling a function."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FunctionFault:
    """Why a function has failed: the type and message that Lambda tells, such as Runtime.ImportModuleError."""

    type: str
    message: str


@dataclass(frozen=True)
class Answer:
    """``payload`` is JSON as text; ``seconds`` of simulated time passed; ``log`` is what was printed, or logged."""

    payload: str = "null"
    fault: FunctionFault | None = None
    log: str = ""
    seconds: float = 0.0
