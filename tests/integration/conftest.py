"""Parameters drawn for our own template, and its workflow, executed."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest
from hypothesis.strategies import SearchStrategy

from tapstack.pytest_plugin import StackSet, Template
from tapstack.pytest_plugin.strategies import invalid_parameter_values, parameter_values

if TYPE_CHECKING:  # moto takes a second, which most of these tests do without
    from tests.integration.workflow.runs import Run
    from tests.integration.workflow.world import Workflow


@pytest.fixture(scope="session")
def valid_values(tapstack_template: Template, tapstack_stackset: StackSet) -> SearchStrategy[dict[str, str]]:
    """Sets that every region takes."""
    return parameter_values(tapstack_template, regions=tapstack_stackset.regions)


@pytest.fixture(scope="session")
def invalid_values(tapstack_template: Template) -> SearchStrategy[tuple[str, dict[str, str]]]:
    """Sets of which one parameter, which is named, is just outside."""
    return invalid_parameter_values(tapstack_template)


@pytest.fixture(scope="module")
def world() -> "Generator[Workflow]":
    """The state machine, the functions that move and compare data stood in for."""
    from tests.integration.workflow.world import workflow

    with workflow("tasks", "checks") as made:
        yield made


@pytest.fixture(scope="module")
def whole(world: "Workflow") -> "Run":
    """A migration in which all goes well."""
    from tests.integration.workflow.world import QUICK

    return world.run(QUICK)
