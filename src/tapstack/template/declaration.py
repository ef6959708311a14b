"""One declared parameter, as the Parameters section says it."""

from dataclasses import dataclass, field
from decimal import Decimal

from tapstack.template.parameter_types import ParameterType
from tapstack.template.patterns import AllowedPattern


@dataclass(frozen=True, slots=True, repr=False)
class Declaration:
    """A parameter's attributes in the form in which values are judged.

    ``default`` is the text CloudFormation would use, None where there is none; an attribute that the template
    gives wrongly is None, or as strict as can be for ``no_echo``.
    """

    name: str
    type: ParameterType
    default: str | None = None
    no_echo: bool = False
    description: str | None = None
    constraint_description: str | None = None
    allowed_values: tuple[str, ...] | None = None
    allowed_pattern: AllowedPattern | None = field(default=None, compare=False)
    min_length: int | None = None
    max_length: int | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None

    def __repr__(self) -> str:
        return f"Declaration({self.name!r}, {self.type.name!r})"
