"""Guard's engine behind one face, whichever binding is installed."""

from tapstack.checks.policy.engine.bindings import Binding, binding, installed, quiet
from tapstack.checks.policy.engine.failures import EngineError, RefusedError
from tapstack.checks.policy.engine.shares import shares
from tapstack.checks.policy.engine.tree import Violation, ended, statuses, violations

__all__ = [
    "Binding",
    "EngineError",
    "RefusedError",
    "Violation",
    "binding",
    "ended",
    "installed",
    "quiet",
    "shares",
    "statuses",
    "violations",
]
