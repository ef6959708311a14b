"""A compiled expression of a rule: what it gives, and what it depends on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.template.unresolved import Unresolved

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expression:
    """``kind`` is truth, text, list or any; ``names`` are the parameters and pseudo parameters it reads.

    ``asks`` are the things that only AWS can look up for it, such as the attributes of a VPC.
    """

    kind: str
    evaluate: Callable[[Values], Any]
    names: tuple[str, ...] = ()
    asks: tuple[Unresolved, ...] = ()

    @staticmethod
    def constant(kind: str, value: Any) -> "Expression":
        """Always this value."""
        return Expression(kind, lambda _values: value)

    @staticmethod
    def lookup(function: str, of: str) -> "Expression":
        """What AWS alone can look up."""
        why = f"{function} of {of} is looked up in the account at the time of the deployment."
        return Expression("any", lambda _values: unresolved, asks=((unresolved := Unresolved(function, of, why)),))

    @staticmethod
    def reference(kind: str, name: str) -> "Expression":
        """The value of a parameter or pseudo parameter."""
        unknown = Unresolved("Ref", name, f"{name} is not known.")
        return Expression(kind, lambda values: values.get(name, unknown), (name,))

    @staticmethod
    def call(kind: str, function: Callable[[list[Any]], Any], arguments: list["Expression"]) -> "Expression":
        """``function`` of the values of the arguments."""
        steps = tuple(argument.evaluate for argument in arguments)
        names = tuple(dict.fromkeys(name for argument in arguments for name in argument.names))
        asks = tuple(dict.fromkeys(ask for argument in arguments for ask in argument.asks))
        return Expression(kind, lambda values: function([step(values) for step in steps]), names, asks)


UNJUDGED = Expression.constant("any", None)
"""Stands where a fault was found: unknown in every place."""
