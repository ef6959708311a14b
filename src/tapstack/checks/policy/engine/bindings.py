"""The two Python bindings of Guard's engine. Each is called below its public face, which loses what fails.

cfn-guard-rs: its ``run_checks`` cuts reports off and stumbles over alternatives; the verbose tree is whole.
guardpycfn: the same engine, built for every Python from 3.9.
"""

from __future__ import annotations

import contextlib
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

import orjson

from tapstack.checks.policy.engine.failures import EngineError, failure
from tapstack.findings import MissingToolError

Tree = dict[str, Any]


class Binding(ABC):
    """One binding; ``name`` is that of its distribution."""

    name: str
    module: str

    def evaluate(self, document: str, rules: str) -> Tree:
        """The whole tree of the evaluation of ``rules`` on ``document`` (JSON).

        Raises RefusedError for rules that cannot be read and EngineError for whatever else has no verdict, a
        panic too, of which the engine also writes to standard error: call it within ``quiet()``.
        """
        try:
            return self._tree(document, rules)
        except EngineError:
            raise
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001  a panic is no Exception
            if type(error).__name__ == "PanicException":
                raise EngineError(f"the engine panicked: {error}") from None
            raise failure(str(error)) from None

    @abstractmethod
    def _tree(self, document: str, rules: str) -> Tree: ...


class CfnGuardRs(Binding):
    """The distribution cfn-guard-rs, of Guard 3.0.1."""

    name = "cfn-guard-rs"
    module = "cfn_guard_rs"

    def _tree(self, document: str, rules: str) -> Tree:
        from cfn_guard_rs import cfn_guard_rs as raw

        tree: Tree = orjson.loads(raw.run_checks_rs(document, rules, True) or "{}")
        return tree


class GuardPyCfn(Binding):
    """The distribution guardpycfn, of a newer Guard."""

    name = "guardpycfn"
    module = "guardpycfn"

    def _tree(self, document: str, rules: str) -> Tree:
        import guardpycfn

        answer = guardpycfn.validate_with_guard(document, rules, verbose=True)
        if not answer["success"]:
            raise failure(str(answer["error"]))
        return answer["result"] or {}


BINDINGS = (CfnGuardRs, GuardPyCfn)


def installed() -> list[Binding]:
    """Every binding that there is here, the preferred one first."""
    return [kind() for kind in BINDINGS if find_spec(kind.module) is not None]


@cache
def binding() -> Binding:
    """The first binding that is installed. Raises MissingToolError where none is."""
    for found in installed():
        return found
    raise MissingToolError(
        "Guard's engine is not installed, so no policy rule can be judged.",
        remedy="Install cfn-guard-rs or guardpycfn, or leave the layer out: --skip-layer policy.",
    )


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """While it lasts, what the engine writes to standard error when it panics goes nowhere."""
    sys.stderr.flush()
    try:
        saved = os.dup(2)
    except OSError:  # standard error is closed
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(nowhere)
