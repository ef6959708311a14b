"""Where the installed cfn-lint keeps its schemas, found without importing it."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from tapstack.findings import MissingToolError

_VERSION = re.compile(r'^__version__ = "(?P<version>[^"]+)"', re.MULTILINE)


def read_json(path: Path) -> Any:
    """The parsed content of a file of JSON."""
    return orjson.loads(path.read_bytes())


@cache
def package_folder() -> Path:
    """The folder of the installed cfn-lint; raises MissingToolError where there is none."""
    spec = find_spec("cfnlint")
    if spec is None or not spec.submodule_search_locations:
        raise MissingToolError(
            "cfn-lint, which brings the resource schemas, is not installed.", remedy="Run: make setup"
        )
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def schema_folder() -> Path:
    """The folder with ``providers`` and ``resources``; raises MissingToolError where cfn-lint has none."""
    folder = package_folder() / "data" / "schemas"
    if not (folder / "providers" / "us-east-1.json").is_file():
        raise MissingToolError("The installed cfn-lint has no resource schemas.", remedy="Run: make setup")
    return folder


@cache
def schema_date() -> str:
    """The day on which the schemas were published, as ``2026-10-20``; raises MissingToolError."""
    stamp: str = read_json(schema_folder() / "version.json")["schema_date"]
    return stamp[:10]


@cache
def version() -> str:
    """Which schemas these are, as ``cfn-lint 1.58.0, 2026-10-20``; raises MissingToolError."""
    found = _VERSION.search((package_folder() / "version.py").read_text(encoding="utf-8"))
    return f"cfn-lint {found['version'] if found else 'of unknown version'}, {schema_date()}"
