"""An account in this process, whose time passes when a test says so, asked as the service asks it."""

import pytest
from botocore.validate import ParamValidator

from tapstack.endpoint.account import open_account
from tapstack.endpoint.formation.operations import operations
from tapstack.simulate.engine import StackError
from tapstack.simulate.stackset import StackSetError
from tests.stack_sets import ACCOUNT, HERE, THERE, make_roles, template


def told(answer):
    """An answer as it is written down: without members that have no value."""
    if isinstance(answer, dict):
        return {name: told(value) for name, value in answer.items() if value is not None}
    return [told(one) for one in answer] if isinstance(answer, list) else answer


class Asked:
    """``account`` is the account; each request may name its region, the first of the order else.

    Every answer has the shape that botocore's model gives it.
    """

    def __init__(self, account):
        self.account = account

    def __call__(self, operation, region=HERE, **params):
        answer = operations()[operation](self.account, region, params)
        shape = self.account.client("cloudformation", region).meta.service_model.operation_model(operation).output_shape
        if shape is not None:
            report = ParamValidator().validate(told(answer), shape)
            assert not report.has_errors(), report.generate_report()
        return answer

    def refused(self, operation, region=HERE, **params):
        """The code and the message of a refusal."""
        try:
            self(operation, region, **params)
        except (StackError, StackSetError) as error:
            return error.code, error.message
        raise AssertionError(f"{operation} was not refused")

    def done(self, operation, region=HERE, **params):
        """The operation that a request begins, when it has ended."""
        begun = self(operation, region, **params)["OperationId"]
        found = self.account.stack_sets(region).find(params["StackSetName"].partition(":")[0]).operations[begun]
        self.account.clock.finish(self.account.stack_sets(region).wait(found))
        more = {"CallAs": params["CallAs"]} if "CallAs" in params else {}
        name = params["StackSetName"]
        return self("DescribeStackSetOperation", region, StackSetName=name, OperationId=begun, **more)[
            "StackSetOperation"
        ]


@pytest.fixture
def ask():
    """Requests to an empty account."""
    with open_account() as account:
        yield Asked(account)


@pytest.fixture
def roles(ask):
    """The two roles of self-managed StackSets are there."""
    make_roles(ask.account.client("iam", "us-east-1"))


@pytest.fixture
def made(ask, roles):
    """A set of this name with instances in both regions."""
    ask("CreateStackSet", StackSetName="Made", TemplateBody=template("/made"))
    ask.done("CreateStackInstances", StackSetName="Made", Accounts=[ACCOUNT], Regions=[HERE, THERE])
    return "Made"
