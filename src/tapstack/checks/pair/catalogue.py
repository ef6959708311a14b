"""Every rule of the pair layer: those of the modules in ``rules``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tapstack.checks.pair.checks import ALONE, CONDITION_REGION
from tapstack.checks.pair.rule import PairRule
from tapstack.findings import Check


@cache
def rules() -> tuple[PairRule, ...]:
    """All rules, sorted by id."""
    folder = import_module("tapstack.checks.pair.rules")
    modules = (import_module(f"{folder.__name__}.{found.name}") for found in iter_modules(folder.__path__))
    found = [rule for module in modules if (rule := getattr(module, "RULE", None)) is not None]
    return tuple(sorted(found, key=lambda rule: rule.id))


CHECKS: tuple[Check, ...] = (ALONE, *(rule.check for rule in rules()), CONDITION_REGION)
