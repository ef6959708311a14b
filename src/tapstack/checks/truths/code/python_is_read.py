"""CODE-001: inline Python can be read by its runtime."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.code.source import FUNCTION, source
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for code that is no Python."""
    found = source(site)
    if found and found.error:
        yield Fault(site["Code.ZipFile"], f"The code is no Python: {found.error}.")


TRUTH = Truth(
    id="CODE-001",
    title="Inline Python can be read by its runtime",
    why="The function is made and every call fails: Runtime.UserCodeSyntaxError; a custom resource then hangs until"
    " its timeout.",
    fix="Correct the line; mind the indentation, and ${} that Fn::Sub puts in.",
    source="Lambda Developer Guide, Python: UserCodeSyntaxError; the grammar of the runtime's Python",
    about=(FUNCTION,),
    judge=judge,
    later=True,
)
