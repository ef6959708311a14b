"""An account with a machine's role, in which tests put functions and let machines run."""

import io
import json
import textwrap
import zipfile

import pytest

from tests.unit.simulate.behaviours.conftest import TARGET

ACCOUNT = "123456789012"
ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
INVOKE = "arn:aws:states:::lambda:invoke"


def role(life, name, service, *statements):
    """The ARN of a new role of a service, with a policy of these statements."""
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    iam = life.client("iam", TARGET)
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy)
    return arn


class World:
    """What tests do: machines are in the target region."""

    def __init__(self, life):
        self.life = life
        self.steps = life.client("stepfunctions", TARGET)
        self.role = role(life, "machine", "states.amazonaws.com", ALL)
        self._function_role = ""

    def put(self, name, source, **settings):
        """The ARN of a new function whose index.py is this."""
        self._function_role = self._function_role or role(self.life, "function", "lambda.amazonaws.com", ALL)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as opened:
            opened.writestr("index.py", textwrap.dedent(source))
        given = {"Runtime": "python3.13", "Handler": "index.handler", "Role": self._function_role, **settings}
        code = {"ZipFile": buffer.getvalue()}
        return self.life.client("lambda", TARGET).create_function(FunctionName=name, Code=code, **given)["FunctionArn"]

    def machine(self, definition, name="machine"):
        """The ARN of a new machine."""
        made = self.steps.create_state_machine(name=name, definition=json.dumps(definition), roleArn=self.role)
        return made["stateMachineArn"]

    def start(self, states, given=None, name="one", **machine):
        """A new machine of states, of which the first is the one to start at, and its execution, just begun."""
        definition = {"StartAt": next(iter(states)), "States": states, **machine}
        arn = self.machine(definition, f"machine-{len(self.life.machines.executions)}")
        told = json.dumps({} if given is None else given)
        return self.life.machines.executions[
            self.steps.start_execution(stateMachineArn=arn, input=told, name=name)["executionArn"]
        ]

    def run(self, states, given=None, seconds=60, **machine):
        """The same, so many seconds later."""
        execution = self.start(states, given, **machine)
        self.life.clock.run(seconds)
        return execution

    def task(self, resource, parameters=None, given=None, seconds=60, **fields):
        """What became of a machine of one task."""
        state = {"Type": "Task", "Resource": resource, "End": True, **fields}
        if parameters is not None:
            state["Parameters"] = parameters
        return self.run({"Task": state}, given, seconds)

    def history(self, execution, **how):
        """The types of the events that GetExecutionHistory tells."""
        return [one["type"] for one in self.events(execution, **how)]

    def events(self, execution, **how):
        """The events that GetExecutionHistory tells."""
        return self.steps.get_execution_history(executionArn=execution.arn, maxResults=1000, **how)["events"]


@pytest.fixture
def world(life):
    return World(life)


def output(execution):
    """What a machine came to."""
    assert execution.status == "SUCCEEDED", (execution.error, execution.cause)
    return json.loads(execution.output)
