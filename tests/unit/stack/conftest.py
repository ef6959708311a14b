"""Our template as each region gets it: with its defaults by the fixtures ``source`` and ``target``, else by these."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tapstack.pytest_plugin import Stack, StackSet
from tests.place import EVERYTHING, REGIONS, SOURCE, TARGET

Pair = tuple[Stack, Stack]


@pytest.fixture(params=REGIONS)
def stack(request: pytest.FixtureRequest, tapstack_stackset: StackSet) -> Stack:
    """Each region's stack with its defaults, one after the other."""
    return tapstack_stackset[request.param]


@pytest.fixture(scope="session")
def pair(tapstack_stackset: StackSet) -> Callable[..., Pair]:
    """The source's and the target's stack with these parameters; the others have their defaults."""

    @cache
    def deployed(**parameters: str) -> Pair:
        stackset = tapstack_stackset.with_parameters(parameters)
        return stackset[SOURCE], stackset[TARGET]

    return deployed


@pytest.fixture(scope="session")
def stacks(pair: Callable[..., Pair]) -> Pair:
    """The source's and the target's stack with everything that a parameter can add."""
    return pair(**EVERYTHING)


@pytest.fixture(scope="session")
def raw() -> Any:
    """The template as it is written."""
    return json.loads((Path(__file__).parents[3] / "lib" / "TapStack.json").read_text(encoding="utf-8"))
