"""The migration's state machine under moto's interpreter, whose Lambda tasks run in this process.

``tasks.py`` and ``checks.py`` run as they are, on simulated services, with the variables that the template gives them.
The functions that move and compare data are stood in for by the answers that they give when all goes well: what they do
has tests of its own. Operators and MigrationRecord are stood in for by whoever reads the tokens from the state table
and answers them by SendTaskSuccess and SendTaskFailure.
"""

import contextlib
import json
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import moto.awslambda.models
import pytest
from moto import mock_aws
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

from tests.integration.workflow.definition import cut, definition, functions
from tests.integration.workflow.runs import Run
from tests.integration.workflow.services import ENVIRONMENT, client, furnish, pretend, settle, store, stored
from tests.place import ACCOUNT, TARGET
from tests.unit.functions.sources import fresh

Step = str | Callable[[dict[str, Any]], dict[str, Any]]


QUICK = {
    "objectWaitSeconds": 0, "objectWaitStepSeconds": 0, "prepareWaitSeconds": 0, "exportWaitSeconds": 0, "verifyWaitSeconds": 0,
    "drainWaitSeconds": 0, "catchUpWaitSeconds": 0, "observeWaitSeconds": 0, "graceSeconds": 0, "observePolls": 2,
}  # fmt: skip
WELL: dict[str, Any] = {"TOKEN#APPROVAL": {"approved": True}, "TOKEN#CUTOVER": {"activeRegion": TARGET}}
FIFTEEN_MINUTES = SimpleNamespace(get_remaining_time_in_millis=lambda: 900_000)


@dataclass
class Workflow:
    """The world of an execution. ``script`` says, by task, what becomes of its answers or that it raises an error.

    A list is used up one call after the other; anything else holds for every call. ``answers`` are what the tokens
    are answered: an object by success, a name by failure, None not at all.
    """

    machine: dict[str, Any]
    modules: dict[str, ModuleType]  # by the physical names of the functions; the others are stood in for
    patch: pytest.MonkeyPatch
    historical: bool = True
    runs: int = 0
    calls: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    script: dict[str, Step | list[Step]] = field(default_factory=dict)

    def invoke(self, function: str, event: dict[str, Any]) -> tuple[str, bool, str]:
        """What the Lambda service answers: payload, whether it is an error, logs."""
        self.calls.append(event)
        planned = self.script.get(event["task"], [])
        step = planned if not isinstance(planned, list) else planned.pop(0) if planned else unchanged
        try:
            if isinstance(step, str):
                return json.dumps({"errorType": step, "errorMessage": "as the test wants it"}), True, ""
            answer = self.answers[event["task"]] = step(self.answer(function, event))
            return json.dumps(answer), False, ""
        except Exception as error:  # noqa: BLE001 (as Lambda does)
            return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}), True, ""

    def answer(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """What a function answers, really or when all goes well."""
        if function in self.modules:
            answer: dict[str, Any] = self.modules[function].handler(event, FIFTEEN_MINUTES)
            return answer
        usual: dict[str, Any] = {
            "done": True,
            "historical": self.historical,
            "status": "COMPLETE",
        }
        return usual | {"ok": True, "next": "", "report": "x" * 8_000}

    def awaited(self) -> set[str]:
        """The tokens that the execution has asked to be answered."""
        steps = {"request_approval": "TOKEN#APPROVAL", "request_cutover": "TOKEN#CUTOVER"}
        return {steps[call["task"]] for call in self.calls if call["task"] in steps}

    def run(
        self,
        given: dict[str, Any],
        start: str | None = None,
        to: str | None = None,
        script: dict[str, Step | list[Step]] | None = None,
        answers: dict[str, Any] | None = None,
        until: str | None = None,
    ) -> Run:
        """Execute the machine, or the part of it from ``start`` by way of ``to``, to its end or ``until`` a state."""
        self.runs += 1
        migration = f"verify-{self.runs}"
        self.patch.setenv("MIGRATION_ID", migration)
        settle(migration)
        self.script = {task: list(step) if isinstance(step, list) else step for task, step in (script or {}).items()}
        self.calls, self.answers = [], {}
        part = cut(self.machine, start, to, until) if start else self.machine
        steps = client("stepfunctions")
        role = f"arn:aws:iam::{ACCOUNT}:role/machine"
        arn = steps.create_state_machine(name=migration, definition=json.dumps(part), roleArn=role)["stateMachineArn"]
        execution = steps.start_execution(stateMachineArn=arn, name="one", input=json.dumps(given))["executionArn"]
        ended = self.attend(execution, migration, WELL | (answers or {}))
        events = steps.get_execution_history(executionArn=execution)["events"]
        return Run(ended["status"], ended.get("error"), ended.get("cause"), events, self.calls, self.answers, migration)

    def attend(self, execution: str, migration: str, answers: dict[str, Any]) -> dict[str, Any]:
        """Answer the tokens that appear in the state table, until the execution has ended."""
        deadline = time.monotonic() + 60
        steps = client("stepfunctions")
        while (found := steps.describe_execution(executionArn=execution))["status"] == "RUNNING":
            assert time.monotonic() < deadline, f"{execution} does not end"
            for step in self.awaited() & answers.keys():
                token = stored(migration, step).get("Token")
                if token and (answer := answers.pop(step)) is not None:
                    send(migration, token, answer)
            time.sleep(0.02)
        described: dict[str, Any] = found
        return described


def unchanged(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as it is."""
    return answer


def send(migration: str, token: str, answer: Any) -> None:
    """Answer a token. A region that was made active is on record before, as MigrationRecord has it."""
    if isinstance(answer, str):
        client("stepfunctions").send_task_failure(taskToken=token, error=answer)
        return
    if isinstance(answer, dict) and "activeRegion" in answer:
        store(migration, f"STACK#{TARGET}", {"ActiveRegion": {"S": answer["activeRegion"]}})
    client("stepfunctions").send_task_success(taskToken=token, output=json.dumps(answer))


@contextlib.contextmanager
def workflow(*real: str, **parameters: str) -> Generator[Workflow]:
    """The state machine in a world in which all goes well, where functions of these sources run for real."""
    chosen = {name: function for name, function in functions(**parameters).items() if function["source"] in real}
    with pytest.MonkeyPatch.context() as patch:
        for function in chosen.values():
            for name, value in (ENVIRONMENT | function["variables"]).items():
                patch.setenv(name, str(value))
        patch.delenv("AWS_PROFILE", raising=False)
        with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
            made = Workflow(definition(), {name: fresh(function["source"]) for name, function in chosen.items()}, patch)
            hook(patch, made)
            furnish()
            pretend(made.modules["trading-verify-checks"])
            yield made


def hook(patch: pytest.MonkeyPatch, made: Workflow) -> None:
    """Run functions here, where moto would start a container."""

    def invoked(function: Any, event: Any = None) -> tuple[str, bool, str]:
        return made.invoke(function.function_name, event)

    patch.setattr(moto.awslambda.models.LambdaFunction, "_invoke_lambda", invoked)
    # An execution parses the definition anyway: once is enough, half a second each.
    patch.setattr(StepFunctionsParserBackend, "_validate_definition", staticmethod(lambda definition: None))
