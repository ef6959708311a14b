"""The pytest plugin: a template in tests, as each region really gets it.

Active where tapstack is installed. Until a test asks for a fixture or an option is given, nothing but pytest is
imported. The types of what the fixtures give can be imported from here, for annotations.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from tapstack.pytest_plugin import options

if TYPE_CHECKING:
    from tapstack.findings import Finding as Finding
    from tapstack.graph import Graph as Graph
    from tapstack.pytest_plugin.callables import FindingsOf as FindingsOf
    from tapstack.pytest_plugin.callables import GraphOf as GraphOf
    from tapstack.pytest_plugin.callables import StackOf as StackOf
    from tapstack.pytest_plugin.errors import MissingError as MissingError
    from tapstack.pytest_plugin.errors import RefusedError as RefusedError
    from tapstack.pytest_plugin.errors import UnknownError as UnknownError
    from tapstack.pytest_plugin.findings import Findings as Findings
    from tapstack.pytest_plugin.resource import Resource as Resource
    from tapstack.pytest_plugin.source import Source
    from tapstack.pytest_plugin.stack import Stack as Stack
    from tapstack.pytest_plugin.stackset import StackSet as StackSet
    from tapstack.template import Template as Template
    from tapstack.template import Unresolved as Unresolved

_PUBLIC = {
    "Finding": "tapstack.findings",
    "Findings": "tapstack.pytest_plugin.findings",
    "FindingsOf": "tapstack.pytest_plugin.callables",
    "Graph": "tapstack.graph",
    "GraphOf": "tapstack.pytest_plugin.callables",
    "MissingError": "tapstack.pytest_plugin.errors",
    "RefusedError": "tapstack.pytest_plugin.errors",
    "Resource": "tapstack.pytest_plugin.resource",
    "Stack": "tapstack.pytest_plugin.stack",
    "StackOf": "tapstack.pytest_plugin.callables",
    "StackSet": "tapstack.pytest_plugin.stackset",
    "Template": "tapstack.template",
    "UnknownError": "tapstack.pytest_plugin.errors",
    "Unresolved": "tapstack.template",
}

Made = TypeVar("Made")


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--tapstack-...`` and the ini keys of the same names."""
    options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Refuses wrong values of options with one line, before any test runs."""
    if options.given(config):
        from tapstack.findings import TapstackError
        from tapstack.pytest_plugin.settings import settings

        try:
            settings(config)
        except TapstackError as error:
            raise pytest.UsageError(str(error)) from None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects tests of Guard rules, ``*_tests.yml`` below the configured rules."""
    from tapstack.pytest_plugin.rule_tests import collector

    return collector(parent, file_path)


@pytest.fixture(scope="session")
def _tapstack(pytestconfig: pytest.Config) -> Source:
    from tapstack.pytest_plugin.source import source

    return _or_fail(lambda: source(pytestconfig))


@pytest.fixture(scope="session")
def tapstack_template(_tapstack: Source) -> Template:
    """The loaded template; its body cannot be changed."""
    return _tapstack.template


@pytest.fixture(scope="session")
def tapstack_stackset(_tapstack: Source) -> StackSet:
    """The stacks of all regions, in the order of deployment."""
    return _or_fail(_tapstack.stackset.rendered)


@pytest.fixture(scope="session")
def tapstack_stack(_tapstack: Source) -> StackOf:
    """Gives the stack of a region: ``tapstack_stack("us-east-1")``, ``tapstack_stack("us-east-1", Stage="prod")``."""
    from tapstack.pytest_plugin.callables import StackOf

    return StackOf(_tapstack)


@pytest.fixture(scope="session")
def tapstack_graph(_tapstack: Source) -> GraphOf:
    """Gives the graph of a region, of the same arguments as ``tapstack_stack``."""
    from tapstack.pytest_plugin.callables import GraphOf

    return GraphOf(_tapstack)


@pytest.fixture(scope="session")
def tapstack_findings(_tapstack: Source) -> FindingsOf:
    """Runs layers and gives their findings: ``tapstack_findings(layers=["template"])``."""
    from tapstack.pytest_plugin.callables import FindingsOf

    return FindingsOf(_tapstack)


def _or_fail(make: Callable[[], Made]) -> Made:
    """What ``make`` gives; where it is refused, the test fails with the lines that say why, without a traceback."""
    from tapstack.pytest_plugin.errors import RefusedError

    try:
        return make()
    except RefusedError as error:
        lines = str(error)
    pytest.fail(lines, pytrace=False)  # outside the block, for else the error is shown as its context
