"""The roles of the template allow what their functions' sources say, and nothing else."""

from collections.abc import Iterator, Sequence

import pytest

from tests.unit.functions.grants.operations import OTHERS, actions
from tests.unit.functions.grants.reading import calls
from tests.unit.functions.grants.reasons import REASONS
from tests.unit.functions.grants.requests import CARRIED, KEYS, VARIABLES, variables
from tests.unit.functions.grants.roles import Function, granted
from tests.unit.functions.sources import SOURCES
from tests.unit.permissions.service_authorization import matching
from tests.unit.stack.iam import statements


def called(function: Function) -> set[str]:
    """The actions that the source's calls ask for."""
    found = calls(SOURCES / function.source)
    return {action for (_, operation), service in found.items() for action in actions(service, operation)}


def lent(function: Function) -> set[str]:
    """The actions that services do in the name of the function's role."""
    return {action for reason in REASONS.values() if reason.needed_by(function) for action in reason.actions}


def refused(function: Function, functions: Sequence[Function]) -> set[str]:
    """The actions that the code asks for and no region's role has, whatever the resource.

    What is asked for in one region only, the tests of the function tell by running it there.
    """
    roles = [other.role for other in of_source(functions, function.source)]
    allowed = {action.name for role in roles for pattern in granted(role) for action in matching(pattern)}
    return called(function) - allowed


def idle(function: Function) -> set[str]:
    """The actions that the role has, and neither the code nor a service needs."""
    needed = called(function) | lent(function)
    return {pattern for pattern in granted(function.role) if not needed & {found.name for found in matching(pattern)}}


def of_source(functions: Sequence[Function], source: str) -> Iterator[Function]:
    found = [function for function in functions if function.source == source]
    assert found, f"no function has the source {source}"
    yield from found


def test_every_function_has_a_source_that_calls_something(deployed):
    assert [function for function in deployed if not calls(SOURCES / function.source)] == []
    assert {function.source for function in deployed} == {file.name for file in SOURCES.glob("*.py")}


def test_no_role_lacks_what_its_function_calls(deployed):
    found = {(function.source, action) for function in deployed for action in refused(function, deployed)}
    assert sorted(found) == []


def test_no_role_allows_what_nobody_does(deployed):
    found = {(function.source, action) for function in deployed for action in idle(function)}
    assert sorted(found) == []


def test_every_reason_is_needed_for_each_of_its_actions(deployed):
    """By a function that has the action, and whose code does not ask for it anyway."""
    useless = {
        (text, action)
        for text, reason in REASONS.items()
        for action in reason.actions
        if not any(
            reason.needed_by(function) and action in granted(function.role) - called(function) for function in deployed
        )
    }
    assert useless == set()


def test_every_exception_of_the_names_is_of_a_call(deployed):
    found = {call for function in deployed for call in calls(SOURCES / function.source)}
    assert sorted(OTHERS.keys() - found) == []


def test_every_variable_is_of_a_resource_that_is_called(deployed):
    kinds = {kind for function in deployed for name in called(function) for kind in matching(name)[0].kinds}
    assert sorted(VARIABLES.keys() - {name for kind in kinds for name in variables(kind)}) == []
    assert sorted(CARRIED.keys() - kinds) == []


def test_every_key_is_of_a_condition(deployed):
    conditions = [said.get("Condition", {}) for function in deployed for said in statements(function.role)]
    keys = {key for condition in conditions for tests in condition.values() for key in tests}
    assert sorted(KEYS.keys() - keys) == []


@pytest.mark.parametrize("row", OTHERS.values(), ids=map(str, OTHERS))
def test_exceptions_name_actions_that_iam_has(row):
    assert [action for action in row.actions if not matching(action)] == []
