"""The runner that calls functions in this process: quick, one at a time, warm after the first call."""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING, Any

from tapstack.simulate.cloud.role import acting_as
from tapstack.simulate.functions.answer import Answer, FunctionFault
from tapstack.simulate.functions.code import LoadedCode
from tapstack.simulate.functions.context import Context
from tapstack.simulate.functions.faults import EXITED, TIMED_OUT, raised, timed_out
from tapstack.simulate.functions.handlers import handler
from tapstack.simulate.functions.marshalling import marshalled
from tapstack.simulate.functions.passing import Passing
from tapstack.simulate.functions.surroundings import Surroundings
from tapstack.simulate.functions.variables import variables
from tapstack.simulate.functions.watch import WALL_SECONDS, TimeUpError, watched
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.functions.deployed import Deployed

_TASK = "/var/task"
_ENDING = (TIMED_OUT, EXITED)
"""After these Lambda throws the environment away."""


class _Environment:
    """One execution environment: its modules, and what is around them."""

    def __init__(self, function: Deployed, number: int) -> None:
        self.function = function
        self.code = LoadedCode(function.code, function.handler)
        self.folder = str(self.code.folder)
        mark = hashlib.sha256(f"{function.arn}/{number}".encode()).hexdigest()[:32]
        self.log_stream = f"{time.strftime('%Y/%m/%d', time.gmtime())}/[{function.version}]{mark}"
        around = variables(function, self.code.folder, self.log_stream)
        self.surroundings = Surroundings(around, mark)


class InProcess:
    """Calls functions of one cloud. A function that is deployed anew, in code or settings, starts cold.

    ``wall_seconds`` is how long a call may really take: a loop without an end is a timeout then.
    """

    def __init__(self, cloud: Cloud, *, wall_seconds: float = WALL_SECONDS) -> None:
        self._cloud = cloud
        self._wall_seconds = wall_seconds
        self._warm: dict[str, _Environment] = {}
        self._started = 0

    def invoke(self, function: Deployed, event: Any, request_id: str) -> Answer:
        """Call a function with an event. Raises UnsupportedError for runtimes other than Python."""
        if not function.runtime.startswith("python"):
            raise UnsupportedError(f"{function.name} runs on {function.runtime}; only Python is simulated.")
        environment = self._environment(function)
        passing = Passing(self._cloud, function.timeout)
        context = Context(function, request_id, environment.log_stream, passing.deadline)
        with acting_as(function.role, function.name), environment.surroundings.around(request_id), passing.passes():
            payload, fault = self._outcome(environment, event, context)
            if fault is not None and fault.type == TIMED_OUT:
                passing.use_up()
        log = environment.surroundings.log().replace(environment.folder, _TASK)
        if fault is None:
            return Answer(payload, None, log, passing.seconds)
        if fault.type in _ENDING:
            self._warm.pop(function.arn, None)
        fault = FunctionFault(
            fault.type,
            fault.message.replace(environment.folder, _TASK),
            tuple(line.replace(environment.folder, _TASK) for line in fault.trace),
        )
        return Answer(fault.payload(request_id), fault, log + _lines(fault), passing.seconds)

    def _environment(self, function: Deployed) -> _Environment:
        known = self._warm.get(function.arn)
        if known is None or known.function != function:
            self._started += 1
            known = self._warm[function.arn] = _Environment(function, self._started)
        return known

    def _outcome(self, environment: _Environment, event: Any, context: Context) -> tuple[str, FunctionFault | None]:
        """The answer as JSON, or why there is none."""
        function = environment.function
        given = json.loads(json.dumps(event))
        try:
            with environment.code.active(), watched(self._wall_seconds):
                answer = handler(environment.code, function.handler)(given, context)
                return marshalled(answer, function.runtime), None
        except TimeUpError:
            return "", timed_out(function, context.aws_request_id)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a function raises is its answer
            return "", raised(error, environment.folder, context.aws_request_id)


def _lines(fault: FunctionFault) -> str:
    """What the runtime writes to the log of a failure."""
    trace = ["Traceback (most recent call last):", *(frame.rstrip("\n") for frame in fault.trace)]
    return "\n".join([f"[ERROR] {fault.type}: {fault.message}", *trace, ""])
