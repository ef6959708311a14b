"""The code of a function, loaded so that no other function and no part of this program can import it."""

from __future__ import annotations

import atexit
import hashlib
import importlib
import io
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType

_SHARED = {"boto3", "botocore", "s3transfer", "urllib3", *sys.stdlib_module_names}
"""What a function never brings itself: its calls have to reach the simulated services."""


class LoadedCode:
    """The modules of one function: they keep their state from call to call, as in a warm environment."""

    def __init__(self, archive: bytes, handler: str) -> None:
        self.folder = _unpacked(archive)
        names = {path.stem for path in self.folder.iterdir()}
        self._own = (names - _SHARED) | (names & {handler.partition(".")[0]})
        self._modules: dict[str, ModuleType] = {}
        self._path = [str(self.folder)]

    @contextmanager
    def active(self) -> Iterator[None]:
        """While the modules of the function, and only they, can be imported beside the libraries."""
        before, path = self._taken(), sys.path[:]
        sys.modules.update(self._modules)
        sys.path[:] = [*self._path, *path]
        importlib.invalidate_caches()
        try:
            yield
        finally:
            self._path = [one for one in sys.path if one not in path]
            sys.path[:] = path
            self._modules = self._taken()
            sys.modules.update(before)

    def _taken(self) -> dict[str, ModuleType]:
        """The modules whose names the function has for its own, out of the process's."""
        if self._own.isdisjoint(sys.modules):
            return {}
        found = [name for name in list(sys.modules) if name.partition(".")[0] in self._own]
        return {name: sys.modules.pop(name) for name in found}

    def module(self, name: str) -> ModuleType:
        """A module of the function, imported with the first call. Raises what the import raises.

        A module at the top is compiled once for all functions that have it; any other is imported as usual.
        """
        file = self.folder / f"{name}.py"
        if name in self._modules or "." in name or not file.is_file():
            return importlib.import_module(name)
        module = ModuleType(name)
        module.__file__ = str(file)
        sys.modules[name] = module
        try:
            exec(_compiled(file), vars(module))  # noqa: S102 - running the function's code is what this is for
        except BaseException:
            sys.modules.pop(name, None)
            raise
        return module


@cache
def _root() -> Path:
    """Where code is unpacked; it goes with the process that made it, and not with a fork of that."""
    root, owner = Path(tempfile.mkdtemp(prefix="tapstack-functions-")), os.getpid()
    atexit.register(lambda: shutil.rmtree(root, ignore_errors=True) if os.getpid() == owner else None)
    return root


@cache
def _unpacked(archive: bytes) -> Path:
    """The folder of an archive. It appears whole: forks of a process share the place."""
    folder = _root() / hashlib.sha256(archive).hexdigest()[:16]
    if not folder.exists():
        aside = Path(tempfile.mkdtemp(dir=_root()))
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            opened.extractall(aside)
        try:
            aside.rename(folder)
        except OSError:
            shutil.rmtree(aside)
    return folder


@cache
def _compiled(file: Path) -> CodeType:
    return compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
