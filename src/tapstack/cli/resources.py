"""The option that names what has no name in the template, such as a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click

from tapstack.cli.options import parsed
from tapstack.findings import InputError


def identifiers(given: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """``("PlatformKey=1234", ...)`` by logical id. Raises InputError for another form."""
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (name and equals and value):
            raise InputError(f"--resource {text!r} is not NAME=ID.", remedy="Write --resource PlatformKey=KEYID.")
        found[name] = (*found.get(name, ()), value)
    return found


resources = click.option(
    "--resource",
    "resources",
    metavar="NAME=ID",
    multiple=True,
    callback=parsed(identifiers),
    help="What a resource of the template is, if that cannot be found out; once for each region. A key's id or ARN.",
)
