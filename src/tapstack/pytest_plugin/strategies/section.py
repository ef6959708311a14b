"""The Parameters section of a template, made ready to draw from."""

from functools import lru_cache
from os import PathLike
from typing import NoReturn

from tapstack.findings import InputError
from tapstack.pytest_plugin.strategies.compared import compared
from tapstack.pytest_plugin.strategies.judge import Judge
from tapstack.pytest_plugin.strategies.supply import Supply
from tapstack.pytest_plugin.strategies.values import values
from tapstack.template import Template
from tapstack.template.load import load
from tapstack.template.parameters import ParameterSet
from tapstack.template.rules import RuleSet


class Section:
    """Compiled once for a template: its parameters, its rules and what each parameter can be."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.parameters = ParameterSet(template)
        self.rules = RuleSet(template, self.parameters)
        self.judges = {name: Judge(declared) for name, declared in self.parameters.declarations.items()}
        self._supplies: dict[str, Supply] = {}

    def supply(self, name: str) -> Supply:
        """The values of a parameter that it takes; InputError where none is found."""
        if name not in self._supplies:
            found = values(self.judges[name], compared(self.template, name))
            if found is None:
                self.refuse(name)
            self._supplies[name] = found
        return self._supplies[name]

    def refuse(self, name: str) -> NoReturn:
        """InputError: nothing can be drawn for this parameter."""
        pattern = self.judges[name].declaration.allowed_pattern
        why = (pattern.invalid or pattern.unsure) if pattern else ""
        said = f": AllowedPattern cannot be used, {why}" if why else " that satisfies all its constraints"
        remedy = f"Mend them, or give a strategy of your own: known={{{name!r}: ...}}."
        place = self.template.position(("Parameters", name))
        message = f"No value of parameter {name} was found{said}."
        raise InputError(message, remedy=remedy, file=self.template.file, line=place.line, column=place.column)


def section(template: Template | str | PathLike[str]) -> Section:
    """The section of a template or of a file; InputError where the file cannot be read."""
    return _section(template if isinstance(template, Template) else load(str(template)))


@lru_cache(maxsize=16)
def _section(template: Template) -> Section:
    return Section(template)
