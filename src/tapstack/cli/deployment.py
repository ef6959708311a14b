"""The options that the commands about a deployment share, and the target that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

import click

from tapstack.cli import options
from tapstack.config import Configuration, read
from tapstack.deploy.target import ADMINISTRATION_ROLE, EXECUTION_ROLE, SELF_MANAGED, SERVICE_MANAGED, Target
from tapstack.facts.stack_sets import NAME
from tapstack.findings import InputError
from tapstack.pipeline import Request
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.requests import Options, request
from tapstack.pipeline.values import known_region, path
from tapstack.pipeline.values import parameters as parameters_of

_MODELS = (SELF_MANAGED, SERVICE_MANAGED)

_CHOSEN = ("stack_set", "bucket", "management_region", "administration_role", "execution_role", "permission_model")
_options = options.together(
    click.argument("file", required=False, metavar="[FILE]", callback=options.parsed(path)),
    options.regions,
    options.parameters,
    options.account_id,
    options.as_of,
    click.option("--stack-set", metavar="NAME", help="Name of the StackSet. [default: the configured one]"),
    click.option("--bucket", metavar="NAME", help="Bucket that the template is uploaded to."),
    click.option(
        "--management-region", metavar="REGION", help="Region of the StackSet itself. [default: the first region]"
    ),
    click.option("--administration-role", metavar="NAME", help="Role that StackSets assume."),
    click.option("--execution-role", metavar="NAME", help="Role that makes the stacks."),
    click.option("--permission-model", type=click.Choice(_MODELS), help="Who manages the roles."),
)
tags = click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="KEY=VALUE",
    callback=options.parsed(lambda given: parameters_of(given, "--tag", "Tag")),
    help="A tag of everything that is made; repeatable. Goes before the configured tag of the same key.",
)
yes = click.option("--yes", is_flag=True, help="Do not ask: account, regions and StackSet are as they should be.")


@dataclass(frozen=True)
class Named:
    """What the options about a deployment say; ``chosen`` are those that the configuration may have, too."""

    file: str | None
    asked: Options
    chosen: Mapping[str, str]
    configuration: Configuration

    def request(self) -> Request:
        """What is to be judged. Raises InputError where no template is named and none is configured."""
        return request(_file(self.file, self.configuration), self.asked, self.configuration)

    def target(self, tags: Mapping[str, str] | None = None) -> Target:
        """What is to be deployed, and where. Raises InputError where no template or no StackSet is named."""
        configured = self.configuration.deploy
        subject, chosen = subject_of(self.request()), {**configured, **self.chosen}
        if "stack_set" not in chosen:
            remedy = "Name it: --stack-set trading-prod; or stack_set in [tool.tapstack.deploy]."
            raise InputError("No StackSet is named.", remedy=remedy)
        tags = {**configured.get("tags", {}), **(tags or {})}
        return Target(
            subject=subject,
            stack_set=_stack_set(chosen["stack_set"]),
            management_region=known_region(chosen.get("management_region") or subject.regions[0]),
            bucket=chosen.get("bucket"),
            administration_role=chosen.get("administration_role", ADMINISTRATION_ROLE),
            execution_role=chosen.get("execution_role", EXECUTION_ROLE),
            permission_model=chosen.get("permission_model", SELF_MANAGED),
            account_id=subject.account_id,
            tags={name: str(value) for name, value in tags.items()},
        )


def deployed(command: options.Command) -> options.Command:
    """The options, handed on together as ``named``."""

    @wraps(command)
    def with_named(
        *,
        file: str | None,
        regions: tuple[str, ...],
        parameters: Mapping[str, str],
        account_id: str | None,
        as_of: date,
        **others: Any,
    ) -> Any:
        chosen = {name: others.pop(name) for name in _CHOSEN}
        asked = Options(regions, parameters, account_id, as_of)
        named = Named(file, asked, {name: value for name, value in chosen.items() if value}, read())
        return command(named=named, **others)

    return _options(with_named)


def _stack_set(name: str) -> str:
    """The name, if StackSets may have it. Raises InputError if not."""
    if re.fullmatch(NAME, name):
        return name
    remedy = "Letters, digits and hyphens make one, a letter first, at most 128."
    raise InputError(f"A StackSet cannot be called {name!r}.", remedy=remedy)


def _file(file: str | None, configuration: Configuration) -> str:
    """The template named, or the one that is configured."""
    if file is not None:
        return file
    if len(configuration.templates) != 1:
        raise InputError("No template is named.", remedy="Name a file, or configure one in [tool.tapstack].")
    return configuration.templates[0].path
