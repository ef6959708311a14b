"""The code of a function, loaded so that no other function and no part of this program can import it."""

from __future__ import annotations

import hashlib
import importlib
import io
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any


class LoadedCode:
    """The modules of one function: they keep their state from call to call, as in a warm environment."""

    def __init__(self, archive: bytes) -> None:
        self._folder = _unpacked(archive)
        self._modules: dict[str, ModuleType] = {}

    @contextmanager
    def active(self) -> Iterator[None]:
        """While the modules of the function, and only they, can be imported beside the libraries."""
        others = frozenset(sys.modules)
        before = {name: sys.modules[name] for name in self._modules if name in sys.modules}
        sys.modules.update(self._modules)
        sys.path.insert(0, str(self._folder))
        importlib.invalidate_caches()
        try:
            yield
        finally:
            sys.path.remove(str(self._folder))
            new = [name for name in sys.modules if name not in others or name in self._modules]
            mine = {name: sys.modules[name] for name in new if self._holds(sys.modules[name])}
            self._modules.update(mine)
            for name in mine:
                del sys.modules[name]
            sys.modules.update(before)

    def _holds(self, module: Any) -> bool:
        file = getattr(module, "__file__", None)
        return isinstance(file, str) and file.startswith(str(self._folder))

    def handler(self, name: str) -> Any:
        """What ``module.function`` names; the module is imported with the first call. Raises what the import raises."""
        module, _, function = name.rpartition(".")
        return getattr(self._imported(module.replace("/", ".")), function)

    def _imported(self, name: str) -> ModuleType:
        """A module at the top is compiled once for all functions that have it; any other is imported as usual."""
        file = self._folder / f"{name}.py"
        if name in self._modules or "." in name or not file.is_file():
            return importlib.import_module(name)
        module = ModuleType(name)
        module.__file__ = str(file)
        sys.modules[name] = module
        try:
            exec(_compiled(file), vars(module))  # noqa: S102 - running the function's code is what this is for
        except BaseException:
            del sys.modules[name]
            raise
        return module


@cache
def _root() -> tempfile.TemporaryDirectory[str]:
    """Where code is unpacked; it goes with the process."""
    return tempfile.TemporaryDirectory(prefix="tapstack-functions-")


@cache
def _unpacked(archive: bytes) -> Path:
    folder = Path(_root().name) / hashlib.sha256(archive).hexdigest()[:16]
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        opened.extractall(folder)
    return folder


@cache
def _compiled(file: Path) -> CodeType:
    return compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
