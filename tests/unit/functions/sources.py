"""The sources of the template's functions with their parts, as they are embedded: what is tested is what is deployed."""

import itertools
import linecache
import sys
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType

from tapstack.template.embedding import join

LIB = Path(__file__).resolve().parents[3] / "lib"
SOURCES = LIB / "functions"
numbers = itertools.count()


@cache
def embedded(source: Path) -> str:
    """The code of a function: the text of its source, its parts in it."""
    return join(str(source), str(LIB), sys.version_info.minor).text


def fresh(name: str) -> ModuleType:
    """A fresh module of ``lib/functions/<name>.py``."""
    source = SOURCES / f"{name}.py"
    module = ModuleType(f"functions.{name}_{next(numbers)}")
    exec(_compiled(source), vars(module))
    return module


@cache
def _compiled(source: Path) -> CodeType:
    """The code, under a file name for which a traceback finds the lines of the joined text."""
    text, file = embedded(source), f"<{source.name} with its parts>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    return compile(text, file, "exec")
