"""Tests of Guard rules as tests of pytest: an item for each expectation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tapstack.checks.policy.testing import Result

_NAME = re.compile(r".+_tests?\.ya?ml", re.IGNORECASE)


def collector(parent: pytest.Collector, file: Path) -> RuleTests | None:
    """The collector of a file of rule tests below the configured rules; None for any other file.

    Nothing is imported for a file whose name is another.
    """
    if not _NAME.fullmatch(file.name) or not any(folder in file.parents for folder in _folders(parent.config.rootpath)):
        return None
    return RuleTests.from_parent(parent, path=file)


@cache
def _folders(root: Path) -> tuple[Path, ...]:
    """The folders of rules that the configuration names; none where it cannot be read: its own readers say so."""
    from tapstack.config import read
    from tapstack.findings import TapstackError

    try:
        found = read(root)
    except TapstackError:
        return ()
    return tuple(Path(path).resolve() for path in found.rules)


class RuleTests(pytest.File):
    """A file of tests, with the rules that it is about."""

    def collect(self) -> Iterator[RuleTest]:
        """An item for each expectation, named by rule, line and test."""
        from tapstack.checks.policy.testing import pairs, results
        from tapstack.findings import TapstackError

        try:
            with chdir(self.config.rootpath):
                found = [result for pair in pairs(str(self.path)) for result in results(pair)]
        except TapstackError as error:
            raise self.CollectError(str(error)) from None
        if not found:
            raise self.CollectError(f"{self.path}: There is no test in the file. Write one, or remove it.")
        for result in found:
            name = f"{result.rule}:{result.line}:{result.test}"
            yield RuleTest.from_parent(self, name=name, result=result)


class RuleTest(pytest.Item):
    """One expectation, carried out when it was collected: it takes less time than to run it apart."""

    def __init__(self, *, result: Result, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.result = result

    def runtest(self) -> None:
        """Fails, without a traceback, where the rule did not end as expected."""
        told = self.result
        if not told.held:
            pytest.fail(f"{told.rule} ended as {told.actual}, not {told.expected}. {told.why}".strip(), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """File, line from 0, and what is shown of the test."""
        return self.path, self.result.line - 1, f"{self.result.rule} on {self.result.test!r}"
