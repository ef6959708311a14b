"""Templates of a few resources that differ in everything that an update can meet, for the state machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.unit.simulate.engine.stacks import Body, custom, parameter, queue, ref

NAMES = ("First", "Second", "Third", "Own")
KEEPING = ("Retain", "RetainExceptOnCreate")


@dataclass(frozen=True)
class Choice:
    """One resource: ``turn`` is changed in place, ``name`` replaces, ``keep`` and ``replaced`` are its policies."""

    turn: int
    name: str
    keep: str | None
    replaced: str | None


Variant = Mapping[str, Choice | None]
"""The choice for each name; None where the template does not have it."""

choices = st.builds(
    Choice,
    turn=st.integers(1, 3),
    name=st.sampled_from(["a", "b"]),
    keep=st.sampled_from([None, *KEEPING]),
    replaced=st.sampled_from([None, "Retain"]),
)
variants = st.fixed_dictionaries({name: st.none() | choices for name in NAMES})


def template(variant: Variant) -> dict[str, Body]:
    """The resources of a variant, and one that is always there.

    Second refers to First and Third needs Second, where they are there; Own is a custom resource that may change its id.
    """
    made = {name: choice for name, choice in variant.items() if choice is not None}
    bodies = {name: _body(name, choice, made) for name, choice in made.items()}
    return {"Always": parameter(), **bodies}


def _body(name: str, choice: Choice, made: Mapping[str, Choice]) -> Body:
    more = {"keep": choice.keep, "replaced": choice.replaced}
    if name == "Own":
        return custom(Turn=str(choice.turn), **more)
    if name == "Second":
        used = ref("First") if "First" in made else "none"
        return parameter(Name=f"/{choice.name}", Value=used, Description=str(choice.turn), **more)
    needs = ["Second"] if name == "Third" and "Second" in made else []
    return queue(*needs, QueueName=f"{name}-{choice.name}", DelaySeconds=choice.turn, **more)
