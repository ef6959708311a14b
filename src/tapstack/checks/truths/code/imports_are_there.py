"""CODE-004: inline code imports what its runtime has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from tapstack.checks.truths.code.runtime import has_module, has_package
from tapstack.checks.truths.code.source import FUNCTION, Source, javascript, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_REQUIRED = re.compile(r"""\brequire\(\s*(['"])([^'"$]+)\1\s*\)|^\s*import\b[^;'"]*(['"])([^'"$]+)\3""", re.MULTILINE)
_NODE = re.compile(r"nodejs(\d+)\.x")


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each module that is not there; NotKnown where layers may bring it."""
    missing = [*_python(site), *_node(site)]
    if "greengrasssdk" in missing:
        raise NotKnown("what a core device of Greengrass has is not known")
    if missing and site.has("Layers") and site["Layers"].items:
        raise NotKnown(f"whether layers bring {', '.join(missing)} is not known")
    for name in missing:
        yield Fault(site["Code.ZipFile"], f"The code imports {name}, which {site['Runtime'].shown} does not have.")


def _python(site: Property) -> tuple[str, ...]:
    found = python(site)
    return _missing(found) if found else ()


@lru_cache(maxsize=256)
def _missing(found: Source) -> tuple[str, ...]:
    """The modules that code imports for certain and its runtime does not have."""
    tried = {id(one) for node in found.every(ast.Try) for one in ast.walk(node)}
    plain = [node for node in found.every(ast.Import) if id(node) not in tried]
    names = dict.fromkeys(name.name for node in plain for name in node.names)
    for node in found.every(ast.ImportFrom):
        if id(node) not in tried and node.module and not node.level:
            names[node.module] = None
    gone = [name for name in found.modules.values() if name.startswith("botocore.vendored.requests")]
    return (*gone, *(name for name in names if not has_module(name.partition(".")[0], found.minor)))


def _node(site: Property) -> list[str]:
    version = _NODE.fullmatch(site["Runtime"].text)
    code = javascript(site)
    if version is None or ("require" not in code and "import" not in code):
        return []
    names = dict.fromkeys(match[2] or match[4] for match in _REQUIRED.finditer(_COMMENT.sub("", code)))
    return [name for name in names if not has_package(name, int(version[1]))]


_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)


TRUTH = Truth(
    id="CODE-004",
    title="Inline code imports what its runtime has",
    why="Every call fails: Runtime.ImportModuleError, no module of that name.",
    fix="Use the standard library, boto3 or urllib3 (Python), @aws-sdk/* (Node.js 18 and later), or add a layer.",
    source="Lambda Developer Guide, Python and Node.js runtimes: SDK included; Python: modules removed in 3.12 and"
    " 3.13; aws-sdk v2 is not in nodejs18.x and later",
    about=(FUNCTION,),
    judge=judge,
    later=True,
)
