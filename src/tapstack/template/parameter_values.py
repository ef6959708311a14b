"""The values of all parameters in one deployment."""

from dataclasses import dataclass

from tapstack.findings import Problem
from tapstack.template.unresolved import Unresolved

ParameterValue = str | list[str] | Unresolved


@dataclass(frozen=True, slots=True, repr=False)
class ParameterValues:
    """Every declared parameter with its value, in order of declaration.

    A value keeps CloudFormation's form: text, or a list of texts; Unresolved where only AWS or the user knows it.
    ``secrets`` names the NoEcho parameters; ``secret_texts`` are their texts, never empty, for redaction.
    """

    values: dict[str, ParameterValue]
    secrets: frozenset[str]
    secret_texts: frozenset[str]
    problems: tuple[Problem, ...]

    def __repr__(self) -> str:
        shown = {name: "*****" if name in self.secrets else value for name, value in self.values.items()}
        return f"ParameterValues({shown!r}, problems={len(self.problems)})"
