"""CODE-003: environment variables that the code needs are given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

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


def _needed(found: Source) -> set[str]:
    """The variables that are read by index and nowhere set or looked for first."""
    needed, looked_for = set[str](), set[str]()
    for node in found.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and _environ(found, node.value):
            (needed if isinstance(node.ctx, ast.Load) else looked_for).add(str(node.slice.value))
        elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Constant):
            looked_for.add(str(node.left.value))
        elif isinstance(node, ast.Try) and any(_caught(handler) for handler in node.handlers):
            inner = (one for line in node.body for one in ast.walk(line) if isinstance(one, ast.Subscript))
            looked_for |= {str(one.slice.value) for one in inner if isinstance(one.slice, ast.Constant)}
        elif isinstance(node, ast.Call) and found.named(node.func) in ("os.environ.setdefault", "os.environ.get"):
            looked_for |= {str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant)}
    return needed - looked_for


def _environ(found: Source, node: ast.expr) -> bool:
    return found.named(node) == "os.environ"


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
)
