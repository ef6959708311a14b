"""Keeping what is done, and doing again what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from tapstack.endpoint.state.entries import Entry, again, digest, kept
from tapstack.endpoint.wire.reading import reads

if TYPE_CHECKING:
    from tapstack.endpoint.house import House
    from tapstack.endpoint.state.journal import Journal
    from tapstack.endpoint.wire import Answer, Asked

Environ = Mapping[str, Any]
_DROPPED = "dropped"


class Hand(Protocol):
    """Does again what was done."""

    def request(self, environ: dict[str, Any], body: bytes) -> Answer | None:
        """A request; None where the connection was dropped."""

    def control(self, name: str, given: Mapping[str, Any]) -> None:
        """A control call."""


class Recorder:
    """Without a journal nothing is kept.

    A request that only reads is not kept, unless it is the first of its service in its region: services make what is
    there from the beginning, such as a default VPC, when they are asked first.
    """

    def __init__(self, house: House, journal: Journal | None) -> None:
        self._house = house
        self._journal = journal
        self._seen: set[tuple[str, str]] = set()
        self._count = 0
        self._again = False

    def request(self, what: Asked, environ: Environ, body: bytes, work: Callable[[], Answer | None]) -> Answer | None:
        """Answer a request, and keep it if it changes anything."""
        if self._journal is None:
            return work()
        place = (what.service, what.region)
        first = place not in self._seen
        self._seen.add(place)
        meets = self._house.account.troubles.refusals.meets(what.service, what.operation, what.region)
        if reads(what, environ["REQUEST_METHOD"]) and not (first or meets or self._again):
            return self._aside(work)
        at, steps = self._turn()
        environ = kept(environ)
        answer = work()
        self._add(Entry(at, steps, environ=environ, body=body, answer=_told(answer)))
        return answer

    def control(self, name: str, given: Mapping[str, Any], work: Callable[[], Any]) -> Any:
        """Carry out a control call that changes the account, and keep it."""
        at, steps = self._turn()
        done = work()
        self._add(Entry(at, steps, control=name, given=given))
        return done

    def mark(self) -> None:
        """It is this time now."""
        clock = self._house.account.clock
        self._add(Entry(clock.seconds, clock.steps))

    def begin(self) -> None:
        """An empty account has been opened."""
        self._seen.clear()
        self._count = 0
        if self._journal is not None:
            self._journal.begin(self._house.seed, self._house.account.start)

    def _aside(self, work: Callable[[], Answer | None]) -> Answer | None:
        with self._house.chance.aside():
            answer = work()
        self.mark()
        return answer

    def _turn(self) -> tuple[float, int]:
        """Chance follows from the number of what is done; the moment at which it is."""
        self._count += 1
        self._house.chance.turn(self._count)
        clock = self._house.account.clock
        return clock.seconds, clock.steps

    def _add(self, entry: Entry) -> None:
        if self._journal is not None and not self._again:
            self._journal.add(entry)

    def replay(self, hand: Hand) -> int:
        """Do all that the journal holds; how many entries that were. Raises InputError where it comes out otherwise."""
        assert self._journal is not None  # noqa: S101  who has none does not ask
        self._again, count = True, 0
        try:
            for number, entry in self._journal.entries():
                self._until(number, entry)
                count += not entry.is_mark
                if entry.control:
                    hand.control(entry.control, entry.given)
                elif entry.environ:
                    now = _told(hand.request(again(entry.environ, len(entry.body)), entry.body))
                    if now != entry.answer:
                        why = f"{entry.environ.get('REQUEST_METHOD')} {entry.environ.get('PATH_INFO')} is answered"
                        raise self._journal.differs(number, f"{why} otherwise ({now}, not {entry.answer})")
        finally:
            self._again = False
        return count

    def _until(self, number: int, entry: Entry) -> None:
        """Let happen what had happened before an entry."""
        clock = self._house.account.clock
        while clock.steps < entry.steps and clock.env.peek() <= entry.at:
            try:
                clock.env.step()
            except Exception:  # noqa: BLE001, S112  it went wrong before, too, and was said then
                continue
        clock.env.set(entry.at)
        if (clock.steps, clock.seconds) != (entry.steps, entry.at) and self._journal is not None:
            raise self._journal.differs(number, f"{clock.steps} events have happened by then, not {entry.steps}")


def _told(answer: Answer | None) -> str:
    return _DROPPED if answer is None else digest(answer.status, answer.body)
