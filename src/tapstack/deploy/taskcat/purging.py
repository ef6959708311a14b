"""The command that deletes what a run retained: each store by its name, to be read before it is run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tapstack.deploy.taskcat.run import retained

if TYPE_CHECKING:
    from tapstack.deploy.taskcat.run import Result
    from tapstack.deploy.taskcat.stacks import Resource
    from tapstack.deploy.taskcat.tests import Test

_KEY = "AWS::KMS::Key"  # the one store whose name follows from nothing


def purging(root: Path, project: str, result: Result) -> list[str] | None:
    """`tapstack purge` with its arguments; None where nothing was retained. Purge asks before it deletes.

    It wants the name of a StackSet, and there is none: that of taskcat's project stands for it.
    """
    kept = list(retained(result))
    if not kept:
        return None
    tests = [outcome.test for outcome in result.outcomes]
    regions = [part for test in tests for part in ("--region", test.region)]
    stores = [part for region, resource in kept for part in ("--store", f"{region}/{resource.logical_id}")]
    keys = [part for _, resource in kept if resource.type == _KEY for part in ("--resource", _identified(resource))]
    values = [part for item in _values(tests[0]).items() for part in ("--parameter", "=".join(item))]
    template = os.path.normpath(root / tests[0].template)
    return ["tapstack", "purge", template, "--stack-set", project, *regions, *values, *keys, *stores]


def _identified(resource: Resource) -> str:
    return f"{resource.logical_id}={resource.physical_id}"


def _values(test: Test) -> Mapping[str, str]:
    return dict(sorted(test.parameters.items()))
