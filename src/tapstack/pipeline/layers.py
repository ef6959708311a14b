"""The layers that there are, in their order, each imported only when it runs."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

from tapstack.checks.subject import Subject
from tapstack.findings import Finding, InputError, NothingCheckedError, did_you_mean

Layer = Callable[[Subject], Iterable[Finding]]

STATIC = ("template", "lint", "policy", "truths", "links", "pair", "iam", "capacity")
PLANNED = (*STATIC, "change", "simulate")
BUILT = {
    "template": "tapstack.checks.template",
    "lint": "tapstack.checks.lint",
    "policy": "tapstack.checks.policy",
}
LAYERS = tuple(name for name in PLANNED if name in BUILT)


def layer(name: str) -> Layer:
    """The ``run`` of a built layer."""
    run: Layer = import_module(BUILT[name]).run
    return run


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """The named layers in the order in which layers run; all built ones if none is named.

    Raises InputError for a name that nobody knows and NothingCheckedError for a layer that does not
    exist yet: it must not look as if it had run.
    """
    for name in names:
        if name not in PLANNED:
            raise InputError(f"Unknown layer {name!r}.", remedy=did_you_mean(name, LAYERS))
        if name not in BUILT:
            raise NothingCheckedError(
                f"The layer {name!r} is not available in this version.", remedy=f"There are: {', '.join(LAYERS)}."
            )
    return tuple(name for name in LAYERS if name in names) if names else LAYERS
