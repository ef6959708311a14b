"""An evaluation in a process of its own: for rules that might take the process down, as circles of rules do."""

from __future__ import annotations

import subprocess
import sys

import orjson

from tapstack.checks.policy.engine.bindings import Tree, binding
from tapstack.checks.policy.engine.failures import EngineError, RefusedError

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
    tree, refused, error = orjson.loads(done.stdout)
    if refused:
        raise RefusedError(*refused)
    if error:
        raise EngineError(error)
    return dict(tree)


def _answer() -> None:
    """What the other process does: from a question on standard input to an answer on standard output."""
    document, rules = orjson.loads(sys.stdin.buffer.read())
    answer: list[object]
    try:
        answer = [binding().evaluate(document, rules), None, None]
    except RefusedError as error:
        answer = [None, [str(error), error.line, error.column], None]
    except EngineError as error:
        answer = [None, None, str(error)]
    sys.stdout.buffer.write(orjson.dumps(answer))
