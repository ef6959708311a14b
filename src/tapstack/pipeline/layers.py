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
    "truths": "tapstack.checks.truths",
    "links": "tapstack.checks.links",
    "pair": "tapstack.checks.pair",
    "simulate": "tapstack.simulate.layer",
}
EVERY = tuple(name for name in PLANNED if name in BUILT)
"""All built layers: ``tapstack verify`` runs them."""
LAYERS = tuple(name for name in EVERY if name in STATIC)
"""What runs elsewhere, where no layer is named."""


def layer(name: str) -> Layer:
    """The ``run`` of a built layer."""
    run: Layer = import_module(BUILT[name]).run
    return run


def chosen(names: Sequence[str], skipped: Sequence[str] = (), unless_named: Sequence[str] = LAYERS) -> tuple[str, ...]:
    """The named layers, or ``unless_named``, without the skipped ones, in the order in which layers run.

    Raises InputError for a name that nobody knows or that is both named and skipped, and NothingCheckedError
    for a named layer that does not exist yet, which must not look as if it had run, and where no layer is left.
    """
    for name in (*names, *skipped):
        if name not in PLANNED:
            raise InputError(f"Unknown layer {name!r}.", remedy=did_you_mean(name, EVERY))
    _check_built(names)
    if both := [name for name in names if name in skipped]:
        raise InputError(f"The layer {both[0]!r} is both named and skipped.", remedy="Leave out one of the two.")
    wanted = tuple(name for name in EVERY if name in (names or unless_named) and name not in skipped)
    if not wanted:
        raise NothingCheckedError("Every layer is skipped.", remedy=f"Leave one of {', '.join(EVERY)}.")
    return wanted


def _check_built(names: Sequence[str]) -> None:
    for name in names:
        if name not in BUILT:
            raise NothingCheckedError(
                f"The layer {name!r} is not available in this version.", remedy=f"There are: {', '.join(EVERY)}."
            )
