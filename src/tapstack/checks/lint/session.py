"""One cfn-lint for the whole process: imported late, its rules built once."""

from __future__ import annotations

import contextlib
import gc
import io
import logging
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from glob import escape
from typing import TYPE_CHECKING, Any

from tapstack.checks.lint.clock import calendar
from tapstack.checks.lint.match import LintMatch, convert
from tapstack.findings import InputError

if TYPE_CHECKING:
    from cfnlint.config import ConfigMixIn
    from cfnlint.runner import Runner

_READS_FILES = ("custom_rules", "registry_schemas", "override_spec", "parameter_files", "deployment_files")


class Session:
    """cfn-lint's command line for one file, ``.cfnlintrc`` and template Metadata included."""

    def __init__(self, file: str, as_of: date) -> None:
        self._file = file
        self._as_of = as_of

    def matches(self, regions: Sequence[str]) -> list[LintMatch]:
        """What ``cfn-lint --template FILE --regions ...`` finds, in its order.

        Raises InputError for a faulty ``.cfnlintrc``; anything else that it raises is cfn-lint's fault.
        """
        config = self.configure(regions)
        with _unhurried():
            runner = _runner(_rules_key(config))
        runner.config = config
        with calendar(runner.rules, self._as_of), _silent():
            return list(dict.fromkeys(convert(match) for match in runner.run()))

    def configure(self, regions: Sequence[str]) -> ConfigMixIn:
        """The configuration that the command line would have, read anew each time as cfn-lint writes into it."""
        with _unhurried():
            from cfnlint.config import ConfigMixIn
            from cfnlint.exceptions import ConfigFileError
        try:
            with _silent():
                return ConfigMixIn(["--template", escape(self._file), "--regions", *regions])
        except ConfigFileError as error:
            raise InputError(f"cfn-lint refuses it: {error}.", remedy="Correct the file.", file=".cfnlintrc") from error
        except Exception as error:
            text = " ".join(str(error).split())
            raise InputError(f"cfn-lint cannot read it: {text}.", remedy="Correct it.", file=".cfnlintrc") from error

    def ignored(self) -> bool:
        """Whether ``.cfnlintrc`` excludes the file (``ignore_templates``)."""
        return not self.configure(("us-east-1",)).templates

    def reads_more(self) -> list[str]:
        """Settings under which cfn-lint reads files that no cache key of ours covers."""
        config = self.configure(("us-east-1",))
        more = [name for name in _READS_FILES if getattr(config, name)]
        return more + ["append_rules"] * (len(config.append_rules) > 1)


def all_rules() -> list[LintMatch]:
    """Every rule that cfn-lint ships, as an empty match."""
    from cfnlint.config import ConfigMixIn

    rules = _runner(_rules_key(ConfigMixIn([]))).rules
    return [LintMatch(r.id, "", 1, 1, (), r.shortdesc, r.description, r.source_url) for r in rules.values()]


def _rules_key(config: ConfigMixIn) -> tuple[Any, ...]:
    from cfnlint.helpers import REGIONS

    specs = tuple(config.regions or REGIONS) if config.override_spec else ()
    schemas = tuple(config.registry_schemas or ())
    return (tuple(config.append_rules), config.custom_rules, schemas, config.override_spec, specs)


@cache
def _runner(key: tuple[Any, ...]) -> Runner:
    from cfnlint.config import ConfigMixIn
    from cfnlint.runner import Runner

    append_rules, custom_rules, schemas, override_spec, regions = key
    arguments: list[str] = []
    for option, values in (
        ("--append-rules", append_rules[1:]),
        ("--custom-rules", [custom_rules] if custom_rules else []),
        ("--registry-schemas", schemas),
        ("--override-spec", [override_spec] if override_spec else []),
        ("--regions", regions),
    ):
        arguments += [option, *values] if values else []
    return Runner(ConfigMixIn(arguments))


@contextlib.contextmanager
def _unhurried() -> Iterator[None]:
    """Garbage collection off: importing and building rules makes many objects that all stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Neither its prints nor its log lines reach our output: what matters comes as a match."""
    logger = logging.getLogger("cfnlint")
    disabled, logger.disabled = logger.disabled, True
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        logger.disabled = disabled
