"""Step Functions: executions are started, carried out and stopped.

Source: botocore stepfunctions. DeleteStateMachine: "On the next state transition, the state machine's executions are
terminated"; that they are ABORTED then is assumed.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.answers import Answers
from tapstack.simulate.behaviours.machines.execution import Execution
from tapstack.simulate.behaviours.machines.failure import TIMEOUT, StateError, StoppedError
from tapstack.simulate.behaviours.machines.interpreter import Interpreter
from tapstack.simulate.behaviours.machines.payload import is_large, stamp, text
from tapstack.simulate.behaviours.machines.telling import tell
from tapstack.simulate.behaviours.machines.tokens import Tokens
from tapstack.simulate.behaviours.machines.understood import refuse_unknown
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.cloud.role import as_the_service
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

_ENDS = {"SUCCEEDED": "Succeeded", "FAILED": "Failed", "TIMED_OUT": "TimedOut", "ABORTED": "Aborted"}
_NAME = re.compile(r"[^\s<>{}\[\]?*\"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f]{1,80}")


class Machines:
    """``executions`` are by ARN. ``listeners`` are told of every state that is entered, and, as "", of the end.

    A fault that drills put in: ``faults`` holds, by the name of a function, the errors with which its next calls by
    machines end, such as Lambda.TooManyRequestsException; the function is not called then.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self._deleted: set[str] = set()
        self.executions: dict[str, Execution] = {}
        self.listeners: list[Callable[[Execution, str], None]] = []
        self.faults: dict[str, list[str]] = {}
        self.tokens = Tokens(life)
        self._answers = Answers(life, self.executions)
        life.cloud.calls.answer("stepfunctions:StartExecution", self._start)
        life.cloud.calls.answer("stepfunctions:StopExecution", self._stop)
        life.cloud.calls.watch("stepfunctions:DeleteStateMachine", self._delete)
        life.cloud.calls.watch("stepfunctions:CreateStateMachine", self._create)

    def entered(self, execution: Execution, state: str) -> None:
        """A state is entered."""
        for listener in self.listeners:
            listener(execution, state)

    def transition(self, execution: Execution) -> None:
        """Before a state is entered: an execution whose machine is gone ends here."""
        if execution.machine in self._deleted and execution.is_running:
            self.stop(execution, "ABORTED")

    def start(self, region: str, arn: str, given: str, name: str = "") -> str:
        """Start an execution with an input, JSON as text; its ARN. Raises CallRefusedError where that is refused.

        Raises UnsupportedError for express workflows, and for a definition that is not wholly understood.
        """
        name = name or self._life.cloud.next_id("execution", arn)
        whole = f"{arn.replace(':stateMachine:', ':execution:')}:{name}"
        known = self.executions.get(whole)
        if known is not None:
            if known.is_running and known.input == given:
                return whole
            raise CallRefusedError("ExecutionAlreadyExists", f"Execution Already Exists: '{whole}'")
        _refuse_start(name, given)
        execution = self.executions[whole] = self._new(region, arn, given, name, whole)
        self._life.begin(self._run(execution))
        return whole

    def stop(
        self, execution: Execution, status: str, error: str = "", cause: str = "", last: int | None = None
    ) -> None:
        """It is over; ``last`` is the event that led to the end, where it is not simply the newest."""
        execution.status, execution.error, execution.cause = status, error, cause
        execution.stopped = self._life.clock.seconds
        about = {"output": execution.output, "error": error or None, "cause": cause or None}
        history = execution.history
        history.add(execution.stopped, f"Execution{_ENDS[status]}", history.last if last is None else last, about)
        tell(self._life, execution)
        self.entered(execution, "")

    def _new(self, region: str, arn: str, given: str, name: str, whole: str) -> Execution:
        if arn in self._deleted:
            raise CallRefusedError("StateMachineDeleting", f"State Machine is being deleted: '{arn}'")
        with as_the_service():
            told = self._life.client("stepfunctions", region).describe_state_machine(stateMachineArn=arn)
        if told.get("type", "STANDARD") != "STANDARD":
            raise UnsupportedError(f"{arn} is an express workflow; only standard ones are simulated.")
        definition = json.loads(told["definition"])
        refuse_unknown(arn, definition)
        return Execution(
            arn=whole,
            name=name,
            machine=arn,
            region=region,
            role=told["roleArn"],
            definition=definition,
            input=given,
            started=self._life.clock.seconds,
            moment=stamp(self._life.clock.moment),
            chance=random.Random(whole),  # noqa: S311 - it has to be the same each time
        )

    def _run(self, execution: Execution) -> Steps[None]:
        about = {"input": execution.input, "roleArn": execution.role}
        execution.history.add(self._life.clock.seconds, "ExecutionStarted", 0, about)
        tell(self._life, execution)
        seconds = execution.definition.get("TimeoutSeconds")
        if seconds is not None:
            self._life.begin(self._end_in(execution, float(seconds)))
        interpreter = Interpreter(self._life, execution)
        try:
            data = json.loads(execution.input)
            output = yield from interpreter.machine(execution.definition, data)
        except StoppedError:
            return
        except StateError as error:
            if execution.is_running:
                self.stop(execution, "FAILED", error.name, error.cause, interpreter.last)
            return
        execution.output = text(output)
        self.stop(execution, "SUCCEEDED", last=interpreter.last)

    def _end_in(self, execution: Execution, seconds: float) -> Steps[None]:
        yield self._life.clock.pause(seconds)
        yield self._life.outages.back(execution.region)
        if execution.is_running:
            self.stop(execution, "TIMED_OUT", TIMEOUT)

    def _start(self, call: Call) -> dict[str, Any]:
        about = call.params
        arn = self.start(call.region, about["stateMachineArn"], about.get("input", "{}"), about.get("name", ""))
        return {"executionArn": arn, "startDate": self._answers.moment(self.executions[arn].started)}

    def _stop(self, call: Call) -> dict[str, Any]:
        execution = self._answers.found(call)
        if execution.is_running:
            self.stop(execution, "ABORTED", call.params.get("error", ""), call.params.get("cause", ""))
        return {"stopDate": self._answers.moment(execution.stopped or 0.0)}

    def _delete(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._deleted.add(call.params["stateMachineArn"])

    def _create(self, call: Call, answer: Mapping[str, Any]) -> None:
        del call
        self._deleted.discard(answer["stateMachineArn"])


def _refuse_start(name: str, given: str) -> None:
    """Raises CallRefusedError for a name or an input that is none."""
    if not _NAME.fullmatch(name):
        raise CallRefusedError("InvalidName", f"Invalid Name: '{name}'")
    try:
        json.loads(given)
    except ValueError as error:
        why = f"Invalid State Machine Execution Input: '{error}'"
        raise CallRefusedError("InvalidExecutionInput", why) from error
    if is_large(given):
        raise CallRefusedError("InvalidExecutionInput", "Invalid State Machine Execution Input: larger than the quota")
