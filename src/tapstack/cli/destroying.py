"""From a target to stacks that are gone, and the report of what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tapstack.cli.asking import agreed, typed
from tapstack.cli.confirmation import confirm
from tapstack.cli.connected import followed
from tapstack.cli.deploy_reports import InterruptedRunError
from tapstack.cli.output import refuse_unwritable, write
from tapstack.cli.streams import note
from tapstack.deploy.destroy.carry import Deleting, NotDeletedError
from tapstack.deploy.destroy.data import empty, remove, row_json
from tapstack.deploy.destroy.document import Ending, document, earlier, joined
from tapstack.deploy.destroy.plan import Plan, plan, refuse, refuse_unknown
from tapstack.deploy.destroy.shown import told
from tapstack.deploy.destroy.stuck import Stuck, stuck
from tapstack.deploy.errors import DeployError
from tapstack.deploy.finding_lines import without
from tapstack.deploy.standing.sets import standing_set
from tapstack.deploy.stores import ABSENT, DELETED, SCHEDULED
from tapstack.findings import InputError, TapstackError, plain, redact
from tapstack.findings.exits import FAILED, OK
from tapstack.report.json_text import json_text

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.target import Target
    from tapstack.render import Stack


_OVER = (ABSENT, DELETED, SCHEDULED)


@dataclass(frozen=True)
class How:
    """What the options of ``tapstack destroy`` say beside the target. ``timeout`` is in minutes."""

    stores: tuple[str, ...]
    dry_run: bool
    timeout: float | None
    reports: str
    form: str
    yes: bool


@dataclass
class Destroying:
    """One run. ``before`` is what an earlier run wrote of the same StackSet."""

    connection: Connection
    target: Target
    how: How
    plan: Plan
    before: Mapping[str, Any]
    deleting: Deleting = field(init=False)
    removed: list[dict[str, Any]] = field(default_factory=list)
    left: list[Stuck] = field(default_factory=list)

    def __post_init__(self) -> None:
        regions = tuple(region.region for region in self.plan.regions)
        name = self.target.stack_set
        self.deleting = Deleting(self.connection, name, regions, self._follow, _note)

    def _follow(self, operation_id: str) -> Any:
        return followed(self.connection, self.target, operation_id, self.how.timeout)

    def run(self) -> int:
        """Deletes, and gives the exit code. What is left is written whatever happens."""
        with self._kept():
            for row in empty(self.connection, self.plan, self.how.stores):
                self._removed(row)
            self._delete()
            if self.how.stores:
                retained = self._document("FAILED")["retained"]
                for gone in remove(self.connection, self._stacks(), retained, self.how.stores):
                    self._removed(row_json(gone))
        self._show()
        return OK if self._is_over else FAILED

    def _delete(self) -> None:
        try:
            self.deleting.run()
        except NotDeletedError as error:
            self.left = stuck(self.connection, self.target.stack_set)
            if not self.left:
                raise
            first = self.left[0]
            message = f"{error.message} In {first.region}: {first.what}".rstrip(".") + "."
            raise DeployError(self._safe(message), remedy=f"{first.remedy}.") from error

    def _removed(self, row: dict[str, Any]) -> None:
        self.removed.append(row)
        why = f": {row['why']}" if row["why"] else ""
        _note(f"{row['region']} {row['logical_id']} {row['physical_id']}: {row['status']}{why}")

    def _stacks(self) -> dict[str, Stack]:
        """What was rendered, last region first: of a stack that is gone since an earlier run, what the file says."""
        subject = self.target.subject.placed(self.connection.account_id, self.target.subject.zones)
        deployed = {region.region: region.rendered for region in self.plan.regions}
        return {region: deployed.get(region) or subject.stacks[region] for region in reversed(subject.regions)}

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Writes the report before anything is deleted, and at the end, whatever the end is."""
        self._write("INTERRUPTED")
        try:
            yield
        except TapstackError as error:
            self._write("FAILED", str(error))
            raise
        except KeyboardInterrupt as error:
            remedy = "What AWS was asked for goes on there; the same command follows it, and does what is left."
            raise InterruptedRunError("Interrupted.", remedy=remedy) from error
        self._write("SUCCEEDED" if self._is_over else "FAILED")

    @property
    def _is_over(self) -> bool:
        """Whether every store that was named is gone, or goes on a day of its own."""
        return all(row["status"] in _OVER for row in self.removed)

    def _document(self, status: str, error: str | None = None) -> dict[str, Any]:
        ending = Ending(status, error, self.deleting.operations, self.left, self.removed)
        made = document(self.connection, self.plan, ending)
        told_: dict[str, Any] = without(joined(made, self.before), self.target.subject.secrets)
        return told_

    def _write(self, status: str, error: str | None = None) -> None:
        self._last = self._document(status, error)
        write(json_text(self._last), str(report_file(self.how)))

    def _safe(self, text: str) -> str:
        return redact(text, self.target.subject.secrets)

    def _show(self) -> None:
        if self.how.form == "json":
            write(json_text(self._last))
            return
        stays = [row for row in self._last["retained"] if not _is_gone(row, self._last["removed"])]
        gone, stay = _counted(len(self.plan.regions), "stack instance"), _counted(len(stays), "store")
        set_ = "and so is the StackSet" if self.deleting.gone else "the StackSet stays"
        write(f"Gone: {gone}, {set_}. What stays: {stay}.\n")
        write(f"Each with the commands that remove it: {plain(str(report_file(self.how)))}.\n")


def destroy(connection: Connection, target: Target, how: How) -> int:
    """Plans, shows, asks, deletes, reports; gives the exit code."""
    standing = standing_set(connection, target.stack_set)
    before = earlier(report_file(how), connection.account_id, target.stack_set)
    planned = plan(connection, standing, target.subject) if standing else Plan(target.stack_set, ())
    refuse_unknown(planned, how.stores, [row["logical_id"] for row in before.get("retained", ())])
    if standing is None and not how.stores:
        write(f"There is no StackSet {target.stack_set}: nothing to do, and nothing was done.\n")
        return OK
    if standing:
        lines = "".join(redact(plain(line), target.subject.secrets) + "\n" for line in told(planned))
        _lines(lines) if how.form == "json" else write(lines)
    refuse(planned, how.stores)
    if how.dry_run:
        return OK
    refuse_unwritable(how.reports)
    _ask(planned, how, target)
    return Destroying(connection, target, how, planned, before).run()


def report_file(how: How) -> Path:
    """Where the report is written, and an earlier one read."""
    return Path(how.reports) / "destroy.json"


def _ask(planned: Plan, how: How, target: Target) -> None:
    """Once for the stacks, and twice for data. Raises InputError where the answer is no."""
    regions = ", then ".join(region.region for region in planned.regions)
    confirm(f"the StackSet {target.stack_set} and its stacks in {regions or 'no region'} will be deleted", yes=how.yes)
    if not how.stores or how.yes:
        return
    named = ", ".join(how.stores)
    remedy = "Answer, or leave out --delete-data: then the stores stay."
    if not agreed(f"Delete {named} for good, with all that is in there?", remedy=remedy):
        raise InputError("Nothing was deleted.", remedy=remedy)
    word = target.stack_set
    if not typed(f"There is no way back. Type {word} to delete", word, remedy=remedy):
        raise InputError(f"That is not {word}: nothing was deleted.", remedy=remedy)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _is_gone(row: Mapping[str, Any], removed: list[dict[str, Any]]) -> bool:
    place = ("region", "logical_id")
    return any(all(row[key] == one[key] for key in place) and one["status"] in _OVER for one in removed)


def _lines(text: str) -> None:
    for line in text.splitlines():
        _note(line)


def _note(text: str) -> None:
    note(f"tapstack: {text}")
