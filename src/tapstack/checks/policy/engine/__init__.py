"""Guard's engine behind one face, whichever binding is installed."""

from tapstack.checks.policy.engine.bindings import Binding, binding, installed, quiet
from tapstack.checks.policy.engine.failures import EngineError, RefusedError
from tapstack.checks.policy.engine.shares import shares
from tapstack.checks.policy.engine.tree import Violation, statuses, violations

__all__ = [
    "Binding",
    "EngineError",
    "RefusedError",
    "Violation",
    "binding",
    "installed",
    "quiet",
    "shares",
    "statuses",
    "violations",
]
