"""What every fixture starts from: the template under the values of options and configuration."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tapstack.config import read
from tapstack.findings import InputError
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.requests import request
from tapstack.pytest_plugin import settings
from tapstack.pytest_plugin.errors import Refusing
from tapstack.pytest_plugin.frozen import frozen
from tapstack.pytest_plugin.stackset import StackSet

if TYPE_CHECKING:
    import pytest

    from tapstack.checks.subject import Subject
    from tapstack.config import Configuration
    from tapstack.pipeline import Request
    from tapstack.pipeline.requests import Options
    from tapstack.template import Template


@dataclass(repr=False)
class Source:
    """``folder`` is where pytest was started: paths are seen from there, wherever a test goes.

    No field has a place in a repr, for parameters may be secret.
    """

    request: Request
    subject: Subject
    configuration: Configuration
    folder: Path

    @cached_property
    def template(self) -> Template:
        """The template, of which nothing can be changed."""
        return replace(self.subject.template, body=frozen(self.subject.template.body))

    @cached_property
    def stackset(self) -> StackSet:
        """The deployment that options and configuration describe."""
        return StackSet(self.subject)


def source(config: pytest.Config) -> Source:
    """The source for this run of pytest; RefusedError where no template can be read."""
    folder = config.invocation_params.dir
    with Refusing(), chdir(folder):
        configuration = read(config.rootpath)
        options = settings.settings(config)
        file = settings.template(config) or _only(configuration)
        wanted = request(file, _with_regions(options, configuration), configuration)
        subject = subject_of(wanted)
        _ = subject.program
        return Source(wanted, subject, configuration, folder)


def _only(configuration: Configuration) -> str:
    names = [template.path for template in configuration.templates]
    if not names:
        remedy = "Name one with --tapstack-template, tapstack_template or in tapstack.toml."
        raise InputError("No template is named and none is configured.", remedy=remedy)
    if len(names) > 1:
        remedy = f"Choose one: --tapstack-template {names[0]}."
        raise InputError(f"The configuration names {len(names)} templates: {', '.join(names)}.", remedy=remedy)
    return names[0]


def _with_regions(options: Options, configuration: Configuration) -> Options:
    if not options.regions and not configuration.regions:
        remedy = "Name one with --tapstack-region, tapstack_region or in tapstack.toml."
        raise InputError("No region is named and none is configured.", remedy=remedy)
    return options
