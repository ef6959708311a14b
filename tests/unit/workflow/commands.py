"""The commands of a workflow's job, and whether what they call is there: targets, environments, options, scripts."""

import importlib.util
import re
import shlex
from collections.abc import Iterator, Sequence
from configparser import ConfigParser
from itertools import product
from pathlib import Path
from typing import Any

import click

from tapstack.cli.group import tapstack

SHELL = ("[", "echo", "printf", "if", "fi", "AWS=", "JANITOR=")
_MATRIX = re.compile(r"\$\{\{ matrix\.(\w+) \}\}")


def commands(job: dict[str, Any], root: Path) -> list[list[str]]:
    """The commands of all steps, for every combination of the job's matrix; the shell's own are left out."""
    del root
    matrix = job.get("strategy", {}).get("matrix", {})
    lines = [line.strip() for step in job["steps"] if "run" in step for line in step["run"].splitlines()]
    wanted = [line for line in lines if line and not line.startswith(SHELL)]
    found = [shlex.split(_filled(line, dict(pairs))) for line in wanted for pairs in _combinations(matrix)]
    return [list(command) for command in dict.fromkeys(map(tuple, found))]


def faults(command: Sequence[str], root: Path) -> Iterator[str]:
    """What a command calls that is not there."""
    known = {"make": _make, ".venv/bin/tox": _tox, ".venv/bin/tapstack": _tapstack, ".venv/bin/python": _script}
    if command[0] not in known:
        yield f"{command[0]} is set up by nothing"
        return
    yield from known[command[0]](command[1:], root)


def _combinations(matrix: dict[str, Any]) -> list[tuple[tuple[str, str], ...]]:
    return [tuple(zip(matrix, values, strict=True)) for values in product(*matrix.values())]


def _filled(line: str, values: dict[str, str]) -> str:
    return _MATRIX.sub(lambda match: str(values[match[1]]), line)


def _make(arguments: Sequence[str], root: Path) -> Iterator[str]:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    named = [argument for argument in arguments if "=" not in argument]
    yield from (f"make {name} is no target" for name in named if name not in targets)


def _tox(arguments: Sequence[str], root: Path) -> Iterator[str]:
    tox = ConfigParser()
    tox.read(root / "tox.ini")
    run, option, names = arguments
    if (run, option) != ("run", "-e"):
        yield f"tox {run} {option} is not known here"
    yield from (f"tox has no {name}" for name in names.split(",") if f"testenv:{name}" not in tox)


def _tapstack(arguments: Sequence[str], root: Path) -> Iterator[str]:
    del root
    try:
        name, command, rest = tapstack.resolve_command(click.Context(tapstack), list(arguments))
        if command is None:
            yield f"tapstack has no command {arguments[0]}"
        else:
            command.make_context(name, rest)
    except Exception as error:  # noqa: BLE001  any refusal of the arguments is the fault
        yield f"tapstack {' '.join(arguments)}: {error}"


def _script(arguments: Sequence[str], root: Path) -> Iterator[str]:
    file, *rest = arguments
    if not (root / file).is_file():
        yield f"there is no {file}"
        return
    module = _loaded(root / file)
    if not hasattr(module, "parser"):
        yield from (f"{file} takes no {argument}" for argument in rest)
        return
    try:
        given = module.parser().parse_args(rest)
    except SystemExit:
        yield f"{file} does not take {rest}"
        return
    yield from (f"{file} has no step {step}" for step in getattr(given, "steps", ()) if step not in module.STEPS)


def _loaded(file: Path) -> Any:
    specification = importlib.util.spec_from_file_location(f"{file.stem}_of_a_workflow", file)
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
