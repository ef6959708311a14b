"""Parameters drawn for our own template, for every test of what holds whatever they are."""

import pytest
from hypothesis.strategies import SearchStrategy

from tapstack.pytest_plugin import StackSet, Template
from tapstack.pytest_plugin.strategies import invalid_parameter_values, parameter_values


@pytest.fixture(scope="session")
def valid_values(tapstack_template: Template, tapstack_stackset: StackSet) -> SearchStrategy[dict[str, str]]:
    """Sets that every region takes."""
    return parameter_values(tapstack_template, regions=tapstack_stackset.regions)


@pytest.fixture(scope="session")
def invalid_values(tapstack_template: Template) -> SearchStrategy[tuple[str, dict[str, str]]]:
    """Sets of which one parameter, which is named, is just outside."""
    return invalid_parameter_values(tapstack_template)
