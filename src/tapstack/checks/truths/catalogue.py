"""Every truth, by family: one module each, found in the folders beside this file."""

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from tapstack.checks.truths.truth import Truth
from tapstack.findings import Check


@cache
def truths() -> tuple[Truth, ...]:
    """All truths, sorted by id."""
    folder = import_module(__package__)
    names = (found.name for found in walk_packages(folder.__path__, f"{folder.__name__}.") if not found.ispkg)
    modules = map(import_module, sorted(names))
    found = [truth for module in modules if (truth := getattr(module, "TRUTH", None)) is not None]
    return tuple(sorted(found, key=lambda truth: truth.id))


CHECKS: tuple[Check, ...] = tuple(truth.check for truth in truths())
