"""An evaluation in a process of its own: for rules that might take the process down, as circles of rules do."""

from __future__ import annotations

import subprocess
import sys

import orjson

from tapstack.checks.policy.engine.bindings import Tree, binding
from tapstack.checks.policy.engine.failures import EngineError, failure

_SECONDS = 60


def evaluate_apart(document: str, rules: str) -> Tree:
    """As ``Binding.evaluate``; an EngineError, too, where the process dies or takes more than a minute."""
    command = [sys.executable, "-c", f"from {__name__} import _answer; _answer()"]
    question = orjson.dumps([document, rules])
    try:
        done = subprocess.run(command, input=question, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  our own code
    except subprocess.TimeoutExpired:
        raise EngineError(f"the engine took more than {_SECONDS} seconds") from None
    if done.returncode:
        raise EngineError(f"the engine ended with code {done.returncode}")
    tree, error = orjson.loads(done.stdout)
    if error is not None:
        raise failure(error)
    return dict(tree)


def _answer() -> None:
    document, rules = orjson.loads(sys.stdin.buffer.read())
    tree, error = None, None
    try:
        tree = binding().evaluate(document, rules)
    except EngineError as raised:
        line, column = getattr(raised, "line", 0), getattr(raised, "column", 0)
        error = f"at line {line} at column {column}, when handling {raised}, fragment" if line else str(raised)
    sys.stdout.buffer.write(orjson.dumps([tree, error]))
