"""What is wrong in any world that parameters can make, told with the smallest set of them that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tapstack.findings import Finding, Status, TemplatePath, redact
from tapstack.findings.status import QUIET

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.render.worlds import Worlds

Judge = Callable[["Subject"], Iterable[Finding]]
Key = tuple[str, str | None, str | None, TemplatePath, Status]
Changes = Mapping[str, str]


def worlds_of(subject: Subject) -> Worlds:
    """The worlds of a subject, its own first; made once for each."""
    from tapstack.render.worlds import worlds

    known = vars(subject).get("_worlds")
    if known is None:
        places = [subject.place(region) for region in subject.regions]
        known = vars(subject)["_worlds"] = worlds(subject.program, subject.rules, subject.values, places)
    return known


def in_every_world(subject: Subject, judge: Judge, again: Judge | None = None) -> Iterator[Finding]:
    """Every finding of the given world, and what is wrong or not known in others and is not so in it.

    ``again`` judges the others, where what holds need not be told. What is not known only because a value was made up
    is not told either: it says nothing about the values that people will give.
    """
    given = list(judge(subject))
    yield from given
    others = _Others(subject, again or judge)
    seen = {key for finding in given for key in _keys(finding)}
    for key, (changes, new) in others.found(seen).items():
        if new.status is not Status.UNKNOWN or others.is_so_without_inventions(changes, key):
            yield others.told(new, others.smallest(changes, key))


class _Others:
    """The worlds beside the given one, each judged once."""

    def __init__(self, subject: Subject, judge: Judge) -> None:
        self._subject = subject
        self._judge = judge
        self._judged: dict[frozenset[tuple[str, str]], dict[Key, Finding]] = {}
        self._smallest: list[Changes] = []
        self._broken = self._broken_rules({})

    def found(self, seen: set[Key]) -> dict[Key, tuple[Changes, Finding]]:
        """What is not in ``seen``, from the world with the fewest changes that shows it."""
        found: dict[Key, tuple[Changes, Finding]] = {}
        for world in worlds_of(self._subject).worlds[1:]:
            for key, finding in self._findings(world.changes).items():
                if key not in seen:
                    found.setdefault(key, (world.changes, finding))
        worse = {(*key[:-1], Status.UNKNOWN) for key in found if key[-1] is Status.FAIL}
        return {key: shown for key, shown in found.items() if key not in worse}

    def is_so_without_inventions(self, changes: Changes, key: Key) -> bool:
        """Whether it shows where every value is one that the template or the user names."""
        worlds = worlds_of(self._subject)
        kept = [part for part in worlds.parts(changes) if not worlds.invents(part)]
        return self._shows({name: text for part in kept for name, text in part.items()}, key)

    def smallest(self, changes: Changes, key: Key) -> Changes:
        """The fewest of the changes that show it still, in the order of the template; often those of another one."""
        from tapstack.render.worlds import smallest

        def shows(fewer: Changes) -> bool:
            return self._shows(fewer, key)

        known = next((one for one in self._smallest if one.items() <= changes.items() and shows(one)), None)
        if known is None:
            parts = worlds_of(self._subject).parts(changes)
            found = smallest(sorted(parts, key=lambda part: self._innocent(part, key)), shows)
            known = {name: found[name] for name in changes if name in found}
            self._smallest.append(known)
        return known

    def _shows(self, changes: Changes, key: Key) -> bool:
        return self._broken_rules(changes) <= self._broken and key in self._findings(changes)

    def _innocent(self, part: Changes, key: Key) -> int:
        """In how many of the worlds judged so far it is and shows nothing."""
        judged = self._judged.items()
        return sum(key not in found and part.items() <= changes for changes, found in judged)

    def told(self, finding: Finding, changes: Changes) -> Finding:
        """The finding, as that world shows it, and what makes the world."""
        from tapstack.render.worlds import told

        shown = next((one for key, one in self._findings(changes).items() if key in _keys(finding)), finding)
        secrets = self._subject.secrets | self._in_world(changes).secrets
        with_these = redact(told(changes, self._subject.values.secrets), secrets)
        return replace(shown, message=f"{shown.message} This is so with {with_these}.")

    def _findings(self, changes: Changes) -> dict[Key, Finding]:
        name = frozenset(changes.items())
        if name not in self._judged:
            loud = (found for found in self._judge(self._in_world(changes)) if found.status not in QUIET)
            self._judged[name] = {_keys(found)[0]: found for found in loud}
        return self._judged[name]

    def _in_world(self, changes: Changes) -> Subject:
        worlds = worlds_of(self._subject)
        left = worlds.unused if changes else {}
        return self._subject.in_world({**left, **changes}, worlds.order(changes))

    def _broken_rules(self, changes: Changes) -> set[TemplatePath]:
        subject = self._in_world(changes)
        problems = (
            problem
            for region in subject.regions
            for problem in subject.rules.evaluate(subject.values, subject.place(region).pseudo)
        )
        return {problem.path for problem in problems if problem.status is Status.FAIL}


def _keys(finding: Finding) -> tuple[Key, ...]:
    """What a finding is about: its own key, then those of findings that say no more."""
    own: Key = (finding.check, finding.region, finding.resource, finding.path, finding.status)
    return (own, (*own[:-1], Status.UNKNOWN)) if finding.status in (Status.FAIL, Status.ERROR) else (own,)
