"""An account in this process, whose time passes when a test says so, asked as the service asks it."""

import pytest

from tapstack.endpoint.account import open_account
from tapstack.endpoint.formation.operations import operations
from tapstack.simulate.engine import StackError
from tapstack.simulate.stackset import StackSetError
from tests.stack_sets import ACCOUNT, HERE, THERE, make_roles, template


class Asked:
    """``account`` is the account; each request may name its region, the first of the order else."""

    def __init__(self, account):
        self.account = account

    def __call__(self, operation, region=HERE, **params):
        return operations()[operation](self.account, region, params)

    def refused(self, operation, region=HERE, **params):
        """The code and the message of a refusal."""
        with pytest.raises((StackError, StackSetError)) as caught:
            self(operation, region, **params)
        return caught.value.code, caught.value.message

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
