"""What a rule looks at: which resources, which values, and whether each resource can be judged by itself."""

from tapstack.checks.policy.scope.analysis import analyse
from tapstack.checks.policy.scope.bindings import of_file
from tapstack.checks.policy.scope.use import Scope, Use

__all__ = ["Scope", "Use", "analyse", "of_file"]
