"""CODE-012: environment variables have at most 4096 bytes together, and names that Lambda takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.code.source import FUNCTION
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import lengths

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_]+")


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault where what is known of them is too long already, and for each name that cannot be."""
    variables = site.members
    for name, value in variables.items():
        if not _NAME.fullmatch(name):
            yield Fault(value, f"A variable cannot be named {name}.")
    size = sum(len(name.encode()) + lengths(value.pattern)[0] for name, value in variables.items())
    if size > 4096:
        yield Fault(site, f"The variables have at least {size} bytes; 4096 are the most.")


TRUTH = Truth(
    id="CODE-012",
    title="Environment variables have at most 4096 bytes together, and names that Lambda takes",
    why="CreateFunction answers: Lambda was unable to configure your environment variables because they exceeded the"
    " 4KB limit.",
    fix="Shorten the values, or put them into a parameter and give its name.",
    source="Lambda Developer Guide, Environment variables: 4 KB in all; botocore lambda EnvironmentVariableName"
    " ([a-zA-Z]([a-zA-Z0-9_])+)",
    about=(FUNCTION,),
    at="Environment.Variables",
    judge=judge,
)
