"""The Amazon States Language, by a table, which moto's interpreter is asked too where it is right and quick."""

import json

import pytest
from moto.stepfunctions.parser.api import StateMachineType
from moto.stepfunctions.parser.asl.eval.evaluation_details import (
    AWSExecutionDetails,
    EvaluationDetails,
    ExecutionDetails,
    StateMachineDetails,
)
from moto.stepfunctions.parser.asl.eval.program_state import ProgramError
from moto.stepfunctions.parser.backend.execution_worker import SyncExecutionWorker

from tapstack.simulate.behaviours.life import open_life
from tests.unit.simulate.behaviours.conftest import TARGET
from tests.unit.simulate.behaviours.machines.table import ROWS

ACCOUNT = "123456789012"
SLOW = "it would really wait"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/machine"


@pytest.fixture(scope="module")
def lasting(subject):
    with open_life(subject) as opened:
        yield opened


@pytest.mark.parametrize(("machine", "given", "row"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_machine_does_what_the_language_says(lasting, machine, given, row):
    name = f"m{len(lasting.machines.executions)}"
    arn = lasting.client("stepfunctions", TARGET).create_state_machine(
        name=name, definition=json.dumps(machine), roleArn=ROLE
    )["stateMachineArn"]
    execution = lasting.machines.executions[lasting.machines.start(TARGET, arn, json.dumps(given), "one")]
    lasting.clock.run(row.get("seconds", 0) + 1)
    if "error" in row:
        assert (execution.status, execution.error) == (row.get("status", "FAILED"), row["error"])
        assert row.get("cause", execution.cause) == execution.cause
    else:
        assert (execution.status, execution.cause) == ("SUCCEEDED", "")
        assert json.loads(execution.output) == _named(row["output"], name)
    if "seconds" in row:
        assert execution.stopped - execution.started == row["seconds"]


def _named(value, name):
    """What is expected, with the name that the machine has got."""
    return json.loads(json.dumps(value).replace("MACHINE", name))


SAME = [row for row in ROWS if "moto" not in row[3]]
OTHER = [row for row in ROWS if row[3].get("moto", SLOW) != SLOW]


@pytest.mark.parametrize(("machine", "given", "row"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_moto_says_the_same(machine, given, row):
    assert asked_of_moto(machine, given) == (row.get("error"), row.get("output"))


@pytest.mark.parametrize(("machine", "given", "row"), [row[1:] for row in OTHER], ids=[row[0] for row in OTHER])
def test_moto_says_something_else_where_the_table_tells_why(machine, given, row):
    assert asked_of_moto(machine, given) != (row.get("error"), row.get("output"))


def asked_of_moto(machine, given):
    """The error and the output of moto's interpreter; the error of its parser where it does not parse a machine."""
    worker = SyncExecutionWorker(
        EvaluationDetails(
            AWSExecutionDetails(ACCOUNT, TARGET, ROLE),
            ExecutionDetails(f"{ROLE}:one", "one", ROLE, given, "2001-01-01T12:00:00Z"),
            StateMachineDetails(f"{ROLE}:MACHINE", "MACHINE", StateMachineType.STANDARD, json.dumps(machine)),
        ),
        _Ended(),
        None,
        {},
    )
    try:
        worker.start()
    except ValueError as error:
        return str(error), None
    ended = worker.env.program_state()
    if isinstance(ended, ProgramError):
        return ended.error.get("error", ""), None
    return None, worker.env.states.get_input()


class _Ended:
    """Who is told that an execution of moto's has ended."""

    def terminated(self):
        """Nobody waits for it: it runs here."""
