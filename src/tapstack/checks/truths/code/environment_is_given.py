"""CODE-003: environment variables that the code needs are given."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from tapstack.checks.truths.code.source import FUNCTION, Source, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_RUNTIME = frozenset(
    {
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "LANG",
        "LD_LIBRARY_PATH",
        "PATH",
        "PYTHONPATH",
        "TZ",
        "HOME",
        "PWD",
        "SHLVL",
        "LC_CTYPE",
        "TMPDIR",
    }
)


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each variable that the code needs and the function does not have."""
    found = python(site)
    if found is None:
        return
    if "greengrasssdk" in found.modules:
        raise NotKnown("what a core device of Greengrass gives is not known")
    variables = site["Environment.Variables"].members
    for name in sorted(_needed(found) - variables.keys() - _RUNTIME):
        if not name.startswith(("AWS_", "LAMBDA_")):
            yield Fault(site["Code.ZipFile"], f"The code needs the variable {name}, which Environment does not give.")


@lru_cache(maxsize=256)
def _needed(found: Source) -> frozenset[str]:
    """The variables that are read by index and nowhere set or looked for first."""
    needed, seen = set[str](), set[str]()
    for node in found.every(ast.Subscript):
        if isinstance(node.slice, ast.Constant) and found.named(node.value) == "os.environ":
            (needed if isinstance(node.ctx, ast.Load) else seen).add(str(node.slice.value))
    if needed:
        seen |= {str(node.left.value) for node in found.every(ast.Compare) if isinstance(node.left, ast.Constant)}
        calls = [node for node in found.calls if found.named(node.func) in ("os.environ.setdefault", "os.environ.get")]
        seen |= {str(one.value) for node in calls for one in node.args[:1] if isinstance(one, ast.Constant)}
        seen |= set(_tried(found))
    return frozenset(needed - seen)


def _tried(found: Source) -> Iterator[str]:
    """What is read by index where a missing key is caught."""
    for node in found.every(ast.Try):
        if any(_caught(handler) for handler in node.handlers):
            for one in (inner for line in node.body for inner in ast.walk(line)):
                if isinstance(one, ast.Subscript) and isinstance(one.slice, ast.Constant):
                    yield str(one.slice.value)


def _caught(handler: ast.ExceptHandler) -> bool:
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else {"KeyError"}
    return bool(names & {"KeyError", "LookupError", "Exception", "BaseException"})


TRUTH = Truth(
    id="CODE-003",
    title="Environment variables that the code needs are given",
    why="os.environ[name] raises KeyError: at the top of the module every call fails, else the call that gets there.",
    fix="Add the variable to Environment.Variables, or read it with os.environ.get and a default.",
    source="Python standard library, os.environ (a mapping: a missing key raises KeyError); Lambda Developer Guide,"
    " environment variables (what the runtime gives)",
    about=(FUNCTION,),
    judge=judge,
    later=True,
)
