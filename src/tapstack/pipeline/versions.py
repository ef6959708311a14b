"""Which programs made a result, found out without importing them."""

import hashlib
import os
import sysconfig
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_LARGE = 1024 * 1024
_CONSUMERS = frozenset({"cli", "pytest_plugin", "report"})
"""Packages above this one, which findings go to: import-linter keeps them from having a part in making any."""


@cache
def installed() -> str:
    """A hash over our own source, the names and versions of all installed packages, and cfn-lint's schemas.

    Our source counts by content, for a development install changes without a version; cfn-lint's data
    counts by its stamp, for ``cfn-lint --update-specs`` exchanges it without a version, here or in the user's cache.
    """
    hasher = hashlib.sha256()
    for line in (*_own_source(), *_packages(), *_schemas()):
        hasher.update(line.encode("utf-8", "surrogatepass") + b"\0")
    return hasher.hexdigest()


def _own_source() -> list[str]:
    root = Path(__file__).parent.parent
    parts = [part for part in root.iterdir() if part.name not in _CONSUMERS]
    below = (file for part in parts for file in (part.rglob("*") if part.is_dir() else [part]))
    files = sorted(file for file in below if file.suffix != ".pyc" and file.is_file())
    return [f"{file.relative_to(root)} {_stamp(file)}" for file in files]


def _stamp(file: Path) -> str:
    status = file.stat()
    if status.st_size > _LARGE:
        return f"{status.st_size} {status.st_mtime_ns}"
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _packages() -> list[str]:
    """Every distribution beside us and beside cfn-lint, as ``name-version.dist-info``."""
    folders = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    folders |= {root.parent for root in _cfnlint()}
    endings = {".dist-info", ".egg-info", ".egg-link", ".pth"}
    return sorted(
        entry.name for folder in folders if folder.is_dir() for entry in folder.iterdir() if entry.suffix in endings
    )


def _schemas() -> list[str]:
    """The versions of cfn-lint and of the schemas that it may use: its own and those in the user's cache."""
    files = [root / part for root in _cfnlint() for part in ("version.py", "data/schemas/version.json")]
    caches = [os.environ.get("XDG_CACHE_HOME"), os.environ.get("LOCALAPPDATA"), "~/.cache", "~/Library/Caches"]
    files += [Path(home).expanduser() / "aws/cfn-lint/schemas/version.json" for home in caches if home]
    return [f"{file} {_stamp(file)}" for file in files if file.is_file()]


def _cfnlint() -> list[Path]:
    spec = find_spec("cfnlint")
    return [Path(spec.origin).parent] if spec and spec.origin else []
