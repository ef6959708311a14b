"""Who is asked before a call, in place of the service, and after the call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from tapstack.simulate.cloud.calls.call import Call
from tapstack.simulate.cloud.role import is_looking

Guard = Callable[[Call], None]
"""Raises CallRefusedError, or an exception of botocore such as ConnectTimeoutError, for a call that is not to be."""
Answer = Callable[[Call], dict[str, Any]]
"""The parsed answer of a call that the simulated service is not asked. Raises CallRefusedError."""
Watcher = Callable[[Call, Mapping[str, Any]], None]
"""Is told a call that has succeeded, and its answer. It notes and plans; it makes no calls: the caller's role would."""

Amendment = Callable[[Call, dict[str, Any]], None]
"""Adds to an answer what the simulated service does not tell, before the caller sees it."""


class Switchboard:
    """The guards, answers and watchers of one simulated account; operations are named ``s3:PutObject``."""

    def __init__(self) -> None:
        self.guards: list[Guard] = []
        self._answers: dict[str, Answer] = {}
        self._amendments: defaultdict[str, list[Amendment]] = defaultdict(list)
        self._watchers: defaultdict[str, list[Watcher]] = defaultdict(list)

    def answer(self, operation: str, work: Answer) -> None:
        """Let an operation be answered; the last one that is given for it counts."""
        self._answers[operation] = work

    def amend(self, operation: str, amendment: Amendment) -> None:
        """Complete the answer of an operation."""
        self._amendments[operation].append(amendment)

    def watch(self, operation: str, watcher: Watcher) -> None:
        """Tell of an operation."""
        self._watchers[operation].append(watcher)

    def concerns(self, service: str, operation: str) -> bool:
        """Whether an operation is answered, completed or watched here."""
        name = f"{service}:{operation}"
        return any(name in one for one in (self._answers, self._amendments, self._watchers))

    def before(self, call: Call) -> dict[str, Any] | None:
        """The answer; None where the simulated service is to be asked. Raises what guards and answers raise."""
        for guard in () if is_looking() else self.guards:
            guard(call)
        work = self._answers.get(f"{call.service}:{call.operation}")
        return None if work is None else work(call)

    def after(self, call: Call, answer: dict[str, Any]) -> None:
        """The call has succeeded."""
        name = f"{call.service}:{call.operation}"
        for amendment in self._amendments.get(name, ()):
            amendment(call, answer)
        for watcher in () if is_looking() else self._watchers.get(name, ()):
            watcher(call, answer)
