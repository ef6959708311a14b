"""CODE-005: every name in inline Python is bound somewhere in it."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.code.names import unbound
from tapstack.checks.truths.code.source import FUNCTION, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each name that nothing binds."""
    found = python(site)
    for name in unbound(found) if found else ():
        yield Fault(site["Code.ZipFile"], f"The code uses {name}, which it neither imports nor defines.")


TRUTH = Truth(
    id="CODE-005",
    title="Every name in inline Python is bound somewhere in it",
    why="The line raises NameError when it is reached: often an import that was forgotten.",
    fix="Import or define the name.",
    source="Python language reference, Naming and binding",
    about=(FUNCTION,),
    judge=judge,
    later=True,
)
