"""The options of the plugin and their ini keys, ``--tapstack-region`` and ``tapstack_region``."""

from typing import Any, Literal, NamedTuple

import pytest


class _Option(NamedTuple):
    name: str
    metavar: str
    says: str
    kind: Literal["string", "args", "linelist"] = "string"

    @property
    def flag(self) -> str:
        return f"--tapstack-{self.name}"

    @property
    def key(self) -> str:
        return f"tapstack_{self.name.replace('-', '_')}"


_OPTIONS = (
    _Option("template", "FILE", "The template. [default: the one that tapstack's configuration names]"),
    _Option("region", "REGION", "AWS region; repeat it for each, in the order of deployment.", "args"),
    _Option("parameter", "NAME=VALUE", "A parameter of the template; repeatable.", "linelist"),
    _Option("account-id", "DIGITS", "The AWS account. Without it, what depends on it stays unresolved."),
    _Option("as-of", "DATE", "The day, YYYY-MM-DD, for which everything that ages is judged. [default: today]"),
)


def add(parser: pytest.Parser) -> None:
    """Declares every option, and its ini key."""
    group = parser.getgroup("tapstack", "CloudFormation templates (tapstack)")
    for option in _OPTIONS:
        action = "store" if option.kind == "string" else "append"
        group.addoption(option.flag, dest=option.key, metavar=option.metavar, action=action, help=option.says)
        parser.addini(option.key, option.says, type=option.kind)


def given(config: pytest.Config) -> bool:
    """Whether any option or ini key has a value."""
    return any(value(config, option.name)[0] for option in _OPTIONS)


def value(config: pytest.Config, name: str) -> tuple[Any, str]:
    """The value of an option (a text, or a list of texts; empty if not given), and where it is given, for messages.

    The command line goes before the ini file.
    """
    option = next(option for option in _OPTIONS if option.name == name)
    on_command_line = config.getoption(option.key)
    if on_command_line is not None:
        return on_command_line, option.flag
    return config.getini(option.key), option.key
