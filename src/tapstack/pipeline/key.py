"""The name of a result in the cache: a hash over everything that the result depends on."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tapstack.config.rule_files import ENDINGS
from tapstack.pipeline.request import Request
from tapstack.pipeline.versions import installed

FORMAT = 3
_LINT_FILES = (".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml")
_ENVIRONMENT = ("AWS_REGION", "AWS_DEFAULT_REGION", "XDG_CACHE_HOME", "LOCALAPPDATA")


def key(request: Request) -> str | None:
    """The SHA-256 of the request, of every file that is read for it and of every program that reads it.

    None where the template cannot be read: the run itself will say why.
    """
    try:
        size = Path(request.file).stat().st_size
        content = _digest(Path(request.file)) if size <= 64 * 1024 * 1024 else None
    except OSError:
        return None
    if content is None:
        return None
    parts = {
        "format": FORMAT,
        "template": content,
        "sources": list(_sources(request.file)),
        **_options(request),
        **_surroundings(),
        "versions": installed(),
    }
    return hashlib.sha256(repr(sorted(parts.items())).encode("utf-8", "surrogatepass")).hexdigest()


def _sources(file: str) -> Iterator[tuple[str, str | None]]:
    """Every source of a function, and every part beside one, that the template layer may read, with its content.

    Raises InputError for a template that the run would refuse as well.
    """
    if b"tapstack" not in Path(file).read_bytes():
        return
    from tapstack.template.embedding import FOLDER, named
    from tapstack.template.load import load

    sources = [Path(file).parent / name for name in named(load(file))]
    for folder in sorted({source.parent / FOLDER for source in sources}):
        sources += sorted(folder.glob("*.py")) if folder.is_dir() else []
    for source in sources:
        yield str(source), _digest(source)


def _options(request: Request) -> dict[str, Any]:
    return {
        "file": request.file,
        "regions": request.regions,
        "layers": request.layers,
        "parameters": sorted(request.parameters.items()),
        "complete": request.complete,
        "account": request.account_id,
        "as_of": request.as_of.isoformat(),
        "zones": sorted(request.zones.items()),
        "rules": list(_rules(request.rule_paths)) if "policy" in request.layers else None,
        "ours": request.ours,
        "given only": request.given_only,
        "configuration": request.configuration,
    }


def _rules(paths: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Every file that the policy layer may read, with its content."""
    for path in map(Path, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file == path or file.suffix in ENDINGS:
                yield str(file), _digest(file)


def _surroundings() -> dict[str, Any]:
    """Folder, environment and the files that cfn-lint looks for by itself."""
    return {
        "folder": str(Path.cwd()),
        "python": sys.version,
        "environment": [os.environ.get(name) for name in _ENVIRONMENT],
        "lint": list(_lint_files()),
    }


def _lint_files() -> Iterator[tuple[str, str | None]]:
    for folder in (Path.home(), Path.cwd()):
        for name in _LINT_FILES:
            file = folder / name
            yield str(file), _digest(file)


def _digest(file: Path) -> str | None:
    """The hash of a file's content; None if there is no such file."""
    if not file.is_file():
        return None
    return hashlib.sha256(file.read_bytes()).hexdigest()
