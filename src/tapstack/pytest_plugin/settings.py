"""From options and ini keys to values."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tapstack.findings import InputError
from tapstack.pipeline import values
from tapstack.pipeline.requests import Options
from tapstack.pytest_plugin.options import value


def settings(config: pytest.Config) -> Options:
    """What options and ini keys say about the deployment; InputError, with the option's name, for a wrong value."""
    with _named(config, "region") as (regions, _):
        known = values.regions(regions)
    with _named(config, "parameter") as (parameters, option):
        texts = values.parameters(parameters, option)
    with _named(config, "account-id") as (account_id, _):
        account = values.account_id(account_id or None)
    with _named(config, "as-of") as (as_of, _):
        day = values.day(as_of or None)
    template(config)
    return Options(known, texts, account, day)


def template(config: pytest.Config) -> str | None:
    """The file that is named, as a path from the folder where pytest was started; None if none is."""
    with _named(config, "template") as (name, option):
        if not name:
            return None
        started, ini = config.invocation_params.dir, config.inipath
        folder = started if option.startswith("--") or ini is None else ini.parent
        file = folder / name
        if not file.is_file():
            raise InputError(f"There is no file {name!r}.", remedy=f"Name a template, as seen from {folder}.")
        path = os.path.relpath(file, started)
        return str(file) if path.startswith("..") else path


@contextmanager
def _named(config: pytest.Config, name: str) -> Iterator[tuple[Any, str]]:
    """The value of an option and what it is called; puts the name before errors."""
    found, option = value(config, name)
    try:
        yield found, option
    except InputError as error:
        raise InputError(f"{option}: {error.message}", remedy=error.remedy) from None
