"""The Python code of a function that stands in the template, and what it does: read once, asked often."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import is_whole

Node = TypeVar("Node", bound=ast.AST)
FUNCTION = "AWS::Lambda::Function"
_RUNTIME = re.compile(r"python3\.(\d+)")
_NEWER = re.compile(r"""\b[rRbB]?[ftFT][rR]?["']|^\s*type\s|\b(?:def|class)\s+\w+\[|^\s*except\b""")


class Source:
    """``tree`` is None where the code cannot be read; ``error`` then says why."""

    def __init__(self, text: str, minor: int) -> None:
        self.text = text
        self.minor = minor
        self.error = ""
        self.where = ""
        self.tree: ast.Module | None = None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.tree = ast.parse(text, feature_version=(3, min(minor, sys.version_info.minor)))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            self.where = (isinstance(error, SyntaxError) and error.text) or ""
            line = f" in line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
            self.error = f"{getattr(error, 'msg', error)}{line}"

    @cached_property
    def _kinds(self) -> dict[type, list[Any]]:
        """Every node by its type, in no order: walked once, for code is long."""
        kinds: dict[type, list[Any]] = {}
        pending: list[ast.AST] = [self.tree] if self.tree else []
        while pending:
            node = pending.pop()
            kinds.setdefault(type(node), []).append(node)
            for value in vars(node).values():
                if isinstance(value, list):
                    pending.extend(one for one in value if isinstance(one, ast.AST))
                elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                    pending.append(value)
        return kinds

    def every(self, *kinds: type[Node]) -> list[Node]:
        """Every node of these types."""
        return [node for kind in kinds for node in self._kinds.get(kind, ())]

    @cached_property
    def calls(self) -> list[ast.Call]:
        """Every call, from the top down."""
        return sorted(self.every(ast.Call), key=lambda call: (call.lineno, call.col_offset))

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text constant."""
        return frozenset(node.value for node in self.every(ast.Constant) if isinstance(node.value, str))

    @cached_property
    def modules(self) -> dict[str, str]:
        """What imports bind: the name in the code to the dotted name of the module or of what is in it."""
        return dict(self._bound())

    def _bound(self) -> Iterator[tuple[str, str]]:
        for plain in self.every(ast.Import):
            for name in plain.names:
                yield (name.asname, name.name) if name.asname else (name.name.partition(".")[0],) * 2
        for node in self.every(ast.ImportFrom):
            if node.module and not node.level:
                yield from ((name.asname or name.name, f"{node.module}.{name.name}") for name in node.names)

    def named(self, node: ast.expr) -> str:
        """The dotted name of an expression, its first part as imported: ``os.environ``; "" for no name."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        return ".".join([self.modules.get(node.id, node.id), *reversed(parts)])


def python(function: Property | Item) -> Source | None:
    """The Python of a function; None where it has none in the template, or no code that can be read.

    Raises NotKnown where its code or its runtime is not known.
    """
    found = source(function)
    return found if found and found.tree else None


def source(function: Property | Item) -> Source | None:
    """As python, with code that cannot be read, if it is certain that the runtime cannot read it, either."""
    runtime = _RUNTIME.fullmatch(function["Runtime"].text)
    code = function["Code.ZipFile"]
    if runtime is None or not code.given or not code.pattern:
        return None
    found = _read(code.pattern, int(runtime[1]))
    newer = int(runtime[1]) > sys.version_info.minor and _NEWER.search(found.where)
    if found.error and (newer or not is_whole(code.pattern)):
        raise NotKnown(f"the code of {code.item} cannot be read here: {found.error}")
    return found


@lru_cache(maxsize=256)
def _read(text: str, minor: int) -> Source:
    return Source(text, minor)


def javascript(function: Property | Item) -> str:
    """The JavaScript of a function; "" where it has none in the template."""
    code = function["Code.ZipFile"]
    return code.pattern if function["Runtime"].text.startswith("nodejs") and code.given else ""
