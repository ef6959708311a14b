"""Which programs made a result, found out without importing them."""

import hashlib
import os
import sysconfig
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_LARGE = 1024 * 1024


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
    files = sorted(file for file in root.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return [f"{file.relative_to(root)} {_stamp(file)}" for file in files]


def _stamp(file: Path) -> str:
    status = file.stat()
    if status.st_size > _LARGE:
        return f"{status.st_size} {status.st_mtime_ns}"
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _packages() -> list[str]:
    """Every distribution beside us and beside cfn-lint, as ``name-version.dist-info``."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    folders |= {str(root.parent) for root in _cfnlint()}
    return [
        name
        for folder in sorted(folders)
        if os.path.isdir(folder)
        for name in sorted(os.listdir(folder))
        if name.endswith((".dist-info", ".egg-info", ".egg-link", ".pth"))
    ]


def _schemas() -> list[str]:
    homes = [root / "data" / "schemas" for root in _cfnlint()]
    cache_home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    homes += [
        Path(cache_home) / "aws" / "cfn-lint" / "schemas",
        Path("~/Library/Caches/aws/cfn-lint/schemas").expanduser(),
    ]
    files = [home / "version.json" for home in homes] + [root / "version.py" for root in _cfnlint()]
    return [f"{file} {_stamp(file)}" for file in files if file.is_file()]


def _cfnlint() -> list[Path]:
    spec = find_spec("cfnlint")
    return [Path(spec.origin).parent] if spec and spec.origin else []
