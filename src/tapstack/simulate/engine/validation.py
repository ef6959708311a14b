"""What CloudFormation looks at before it begins: parameters, references, circles, capabilities."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from tapstack.findings import Problem, Severity, Status
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.errors import StackError, invalid
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.statuses import PRESERVED
from tapstack.template.rules import RuleSet
from tapstack.template.structure import problems

if TYPE_CHECKING:
    from tapstack.render import Program

TYPES_OF_IAM = (
    *("AWS::IAM::AccessKey", "AWS::IAM::Group", "AWS::IAM::InstanceProfile", "AWS::IAM::ManagedPolicy"),
    *("AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::UserToGroupAddition"),
)
"""The types that need CAPABILITY_IAM."""
NAMES_OF_IAM = ("RoleName", "GroupName", "UserName", "ManagedPolicyName", "InstanceProfileName")
"""Their properties that need CAPABILITY_NAMED_IAM."""

_NO_RESOURCES = "Template format error: At least one Resources member must be defined."


def validate(definition: Definition, capabilities: Collection[str]) -> None:
    """Raises StackError for what CreateStack and UpdateStack refuse."""
    validate_program(definition.program)
    _refuse((*definition.values.problems, *definition.stack.problems))
    for problem in _rules(definition.program).evaluate(definition.values, definition.place.pseudo):
        if problem.status is Status.FAIL:
            raise invalid(problem.message)
    for circle in definition.graph.certain_cycles:
        raise invalid(f"Circular dependency between resources: [{', '.join(circle[:-1])}]")
    if not definition.stack.bodies:
        raise invalid(_NO_RESOURCES)
    _need_capability(definition, capabilities)


def validate_program(program: Program) -> None:
    """Raises StackError for what is wrong with a template whatever its parameters are."""
    if "Resources" not in program.template.body:
        raise invalid(_NO_RESOURCES)
    _refuse((*program.template.problems, *_shape(program), *program.parameters.problems, *program.problems))


def _refuse(problems: Iterable[Problem]) -> None:
    for problem in problems:
        if problem.status is Status.FAIL and problem.check.severity is Severity.ERROR:
            raise invalid(problem.message)


def needed_capability(program: Program) -> tuple[list[str], list[str]]:
    """The capability that a template needs, whatever its conditions say, and the types that need it."""
    bodies = [body for body in program.template.section("Resources").values() if isinstance(body, dict)]
    made = [body for body in bodies if body.get("Type") in TYPES_OF_IAM]
    named = any(name in (body.get("Properties") or {}) for body in made for name in NAMES_OF_IAM)
    types = list(dict.fromkeys(str(body["Type"]) for body in made))
    return (["CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM"] if made else []), types


@cache
def _shape(program: Program) -> tuple[Problem, ...]:
    return tuple(problems(program.template))


@cache
def _rules(program: Program) -> RuleSet:
    return RuleSet(program.template, program.parameters)


def _need_capability(definition: Definition, capabilities: Collection[str]) -> None:
    """Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html (Capabilities)."""
    made = [one for one in definition.stack.resources.values() if one.type in TYPES_OF_IAM]
    if not made or "CAPABILITY_NAMED_IAM" in capabilities:
        return
    if any(name in one.properties for one in made for name in NAMES_OF_IAM):
        raise StackError("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]")
    if "CAPABILITY_IAM" not in capabilities:
        raise StackError("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]")


def validate_update(live: LiveStack, wanted: Definition) -> None:
    """Raises StackError for what UpdateStack refuses beside: other types, and nothing to do."""
    refuse_other_types(live, wanted)
    if is_same(live, wanted):
        raise invalid("No updates are to be performed.")


def refuse_other_types(live: LiveStack, wanted: Definition) -> None:
    """Raises StackError where a resource is to be of another type."""
    resources, before = wanted.stack.resources, live.definition.stack.resources
    changed = [name for name, one in resources.items() if name in before and before[name].type != one.type]
    if changed:
        what = "Update of resource type is not permitted. The new template modifies resource type of the following"
        raise invalid(f"{what} resources: [{', '.join(changed)}]")


def is_same(live: LiveStack, wanted: Definition) -> bool:
    """Whether resources, their attributes, outputs, secret values and tags are those that the stack has.

    DependsOn alone is no change, the two policies and Metadata are: measured by
    https://github.com/ministackorg/ministack/pull/1646; tags are: https://github.com/envato/stack_master/issues/302.
    A stack that was left after a failure has always something to do.
    """
    return live.status not in PRESERVED and _whole(live.definition) == _whole(wanted)


def _whole(definition: Definition) -> tuple[Any, ...]:
    bodies = {
        name: {key: value for key, value in body.items() if key != "DependsOn"}
        for name, body in definition.stack.bodies.items()
    }
    return bodies, definition.stack.outputs, definition.secrets, dict(definition.tags)
