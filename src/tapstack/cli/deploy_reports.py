"""The reports of a deployment, written however it ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tapstack import __version__
from tapstack.checks.own import own
from tapstack.cli.output import write
from tapstack.deploy.errors import told as told_of
from tapstack.deploy.looking.stack_set import instances
from tapstack.deploy.results.checks import ELSEWHERE
from tapstack.deploy.results.document import Ending, document
from tapstack.deploy.results.told import told
from tapstack.deploy.results.verdicts import overruled, verdicts
from tapstack.findings import Finding, Status, TapstackError, exit_code, plain, summarize
from tapstack.findings.exits import INTERRUPTED
from tapstack.report import drawer

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.planning.wanted import Wanted
    from tapstack.deploy.results.record import Record


class InterruptedRunError(TapstackError):
    """Whoever ran the command ended it; AWS goes on."""

    exit_code = INTERRUPTED


@dataclass
class Reports:
    """``despite`` is why errors of the static layers were overruled, ``errors`` how many there were."""

    connection: Connection
    wanted: Wanted
    record: Record
    subject: Subject
    despite: str | None
    errors: int
    findings: list[Finding] = field(default_factory=list)
    ending: Ending = field(default_factory=lambda: Ending("INTERRUPTED"))

    def __post_init__(self) -> None:
        """Everything is told of the account that it was found in."""
        self.subject = self.subject.placed(self.connection.account_id, self.subject.zones)

    def conclude(self, *, proof: bool, note: Callable[[str], None]) -> None:
        """Looks at what is left, and has it proved where every operation succeeded."""
        with told_of("look at what is left"):
            self.record.instances = tuple(instances(self.connection, self.wanted.stack_set))
        self.findings += verdicts(self.subject, self.record, self.wanted)
        if proof:
            note("asking both regions whether all is as it should be")
            self.findings += self._proof()

    def _proof(self) -> Iterator[Finding]:
        from tapstack.deploy.proving import prove

        if self.wanted.self_managed:
            return prove(self.connection, self.wanted.stack_set, self.subject)
        message = f"The stacks are in other accounts than {self.connection.account_id}."
        return iter([own(self.subject, ELSEWHERE, Status.UNKNOWN, message)])

    @contextmanager
    def kept(self, folder: str) -> Iterator[None]:
        """Writes the reports at the end, whatever the end is. An interruption becomes a TapstackError that says so."""
        if self.despite is not None:
            self.findings.append(overruled(self.subject, self.despite, self.errors))
        try:
            yield
            self.ending = self._ending("SUCCEEDED" if exit_code(self.findings) != 1 else "FAILED")
        except TapstackError as error:
            self.ending = self._ending("FAILED", str(error))
            raise
        except KeyboardInterrupt as error:
            interrupted = InterruptedRunError("Interrupted.", remedy=self._left())
            self.ending = self._ending("INTERRUPTED", str(interrupted))
            raise interrupted from error
        finally:
            self._write(Path(folder))

    def show(self, form: str, folder: str) -> int:
        """Prints what came of it; gives the exit code."""
        if form == "json":
            write(self._json())
        else:
            lines = told(self.wanted, self.record, self.findings, self.ending.status)
            write("".join(plain(text) + "\n" for text in lines))
            write(f"Reports: {plain(str(Path(folder) / 'deploy'))}.json, .xml.\n")
        return exit_code(self.findings)

    def _ending(self, status: str, error: str | None = None) -> Ending:
        return Ending(status, error, None if self.despite is None else (self.despite, self.errors))

    def _left(self) -> str:
        if not self.record.requests and not self.record.attached:
            return "Nothing was written."
        return "What AWS was asked for goes on there; the same command follows it, and does what is left."

    def _document(self) -> dict[str, Any]:
        return document(self.connection, self.wanted, self.record, self.findings, self.ending)

    def _json(self) -> str:
        return json.dumps(self._document(), indent=2) + "\n"

    def _write(self, folder: Path) -> None:
        summary = summarize(
            self.findings,
            tapstack=__version__,
            files=(self.subject.file,),
            regions=self.subject.regions,
            layers=("deploy",),
            as_of=datetime.now(UTC).date().isoformat(),
        )
        write(self._json(), str(folder / "deploy.json"))
        write(drawer("junit")(self.findings, summary, True), str(folder / "deploy.xml"))
