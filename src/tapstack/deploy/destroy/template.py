"""The stack as it was really deployed: its own template and parameters, not those of the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tapstack.checks.subject import Subject
from tapstack.deploy.errors import told
from tapstack.deploy.planning.wanted import HIDDEN
from tapstack.template.load import loads

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.standing.stacks import StandingStack
    from tapstack.render import Stack


def deployed_stack(connection: Connection, subject: Subject, stack: StandingStack) -> Stack:
    """Rendered of what CloudFormation has; of a NoEcho value, which it never tells, the file's deployment says it."""
    with told(f"read the template of the stack in {stack.region}"):
        body = connection.client("cloudformation", stack.region).get_template(
            StackName=stack.stack_id, TemplateStage="Original"
        )["TemplateBody"]
    own = Subject.of(loads(_text(body), subject.file))
    own.regions, own.account_id, own.complete, own.zones = (stack.region,), connection.account_id, True, subject.zones
    own.given = {
        name: subject.given.get(name, value) if value == HIDDEN else value for name, value in stack.parameters.items()
    }
    return own.render(stack.region, stack_name=stack.name, stack_id=stack.stack_id)


def _text(body: Any) -> str:
    """boto3 gives a template in JSON as what it stands for."""
    return body if isinstance(body, str) else json.dumps(body)
