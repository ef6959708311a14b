"""The worlds of a subject beside its own, each judged once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tapstack.checks.at_once import at_once
from tapstack.findings import Finding, InputError, Status, TemplatePath, redact
from tapstack.findings.status import QUIET

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.render.worlds import Worlds

Judge = Callable[["Subject"], Iterable[Finding]]
Key = tuple[str, str | None, str | None, TemplatePath, Status]
"""What a finding is about: check, region, resource, place; and what it says."""

Changes = Mapping[str, str]


def worlds_of(subject: Subject) -> Worlds:
    """The worlds of a subject, its own first; made once for each."""
    from tapstack.render.worlds import worlds

    known = vars(subject).get("_worlds")
    if known is None:
        places = [subject.place(region) for region in subject.regions]
        known = vars(subject)["_worlds"] = worlds(subject.program, subject.rules, subject.values, places)
        subject.family["invented"] = frozenset(text for texts in known.invented.values() for text in texts)
    return known


_TELLING = 5
"""Characters of a text that stands in a message only because a finding is about it."""


class OtherWorlds:
    """The worlds beside the given one, each judged once."""

    def __init__(self, subject: Subject, judge: Judge) -> None:
        self._subject = subject
        self._judge = judge
        self._judged: dict[frozenset[tuple[str, str]], dict[Key, list[Finding]]] = {}
        self._rules: dict[frozenset[tuple[str, str]], set[TemplatePath]] = {}
        self._smallest: list[Changes] = subject.family.setdefault("smallest", [])
        self._broken = self._broken_rules({})

    def found(self, given: Collection[Finding]) -> dict[Key, list[Changes]]:
        """For each finding that is not a given one the worlds that show it, those with fewest changes first."""
        seen = {key for finding in given for key in keys(finding)}
        doubts = {self._doubt(finding) for finding in given if finding.status is Status.UNKNOWN}
        found: dict[Key, list[Changes]] = {}
        for world in worlds_of(self._subject).worlds[1:]:
            findings = self._findings(world.changes)
            for key in findings.keys() - seen:
                if key[-1] is not Status.UNKNOWN or any(self._doubt(one) not in doubts for one in findings[key]):
                    found.setdefault(key, []).append(world.changes)
        worse = {(*key[:-1], Status.UNKNOWN) for key in found if key[-1] is Status.FAIL}
        return {key: found[key] for key in sorted(found, key=_order) if key not in worse}

    def _doubt(self, finding: Finding) -> tuple[str, str | None, TemplatePath, str]:
        """What is not known and why, in whichever region."""
        regions = "|".join(map(re.escape, self._subject.regions))
        return finding.check, finding.resource, finding.path, re.sub(rf"\b(?:{regions})\b", "", finding.message)

    def start(self, changes: Changes, key: Key) -> Changes:
        """Changes that show it; none where it is not known only because of values that were made up."""
        if key[-1] is not Status.UNKNOWN:
            return changes
        worlds = worlds_of(self._subject)
        named = [part for part in worlds.parts(changes) if not worlds.invents(part)]
        kept = {name: text for name, text in changes.items() if any(name in part for part in named)}
        return kept if kept and self._shows(kept, key) else {}

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

    def _innocent(self, part: Changes, key: Key) -> tuple[bool, int]:
        """Whether some world shows it without this part; how many have the part and do not show it."""
        judged = [(key in found, part.items() <= changes) for changes, found in self._judged.items()]
        return (True, False) in judged, judged.count((False, True))

    def told(self, key: Key, changes: Changes) -> Iterator[Finding]:
        """The findings, as that world shows them, and what makes the world; not those about a text that was made up."""
        invented = worlds_of(self._subject).invented
        made_up = [text for name, text in changes.items() if len(text) >= _TELLING and text in invented.get(name, ())]
        for shown in self._findings(changes)[key]:
            if any(text in shown.message for text in made_up):
                continue
            yield shown._replace(message=f"{shown.message} This is so with {self._with(changes)}.")

    def _with(self, changes: Changes) -> str:
        from tapstack.render.worlds import told

        secrets = self._subject.secrets | self._in_world(changes).secrets
        return redact(told(changes, self._subject.values.secrets), secrets)

    def _findings(self, changes: Changes) -> dict[Key, list[Finding]]:
        """Raises InputError where a world cannot be built, and says which."""
        name = frozenset(changes.items())
        if name not in self._judged:
            known = self._judged[name] = {}
            try:
                for found in at_once(self._judge, self._in_world(changes)):
                    if found.status not in QUIET:
                        known.setdefault(keys(found)[0], []).append(found)
            except InputError as error:
                error.message += f" This is so with {self._with(changes)}."
                raise
        return self._judged[name]

    def _in_world(self, changes: Changes) -> Subject:
        worlds = worlds_of(self._subject)
        left = worlds.unused if changes else {}
        return self._subject.in_world({**left, **changes}, worlds.order(changes))

    def _broken_rules(self, changes: Changes) -> set[TemplatePath]:
        name = frozenset(changes.items())
        if name not in self._rules:
            self._rules[name] = set(self._breaks(self._in_world(changes)))
        return self._rules[name]

    def _breaks(self, subject: Subject) -> Iterator[TemplatePath]:
        problems = (
            problem
            for region in subject.regions
            for problem in subject.rules.evaluate(subject.values, subject.place(region).pseudo)
        )
        yield from (problem.path for problem in problems if problem.status is Status.FAIL)


def keys(finding: Finding) -> tuple[Key, ...]:
    """What a finding is about: its own key, then those of findings that say no more."""
    own: Key = (finding.check, finding.region, finding.resource, finding.path, finding.status)
    return (own, (*own[:-1], Status.UNKNOWN)) if finding.status in (Status.FAIL, Status.ERROR) else (own,)


def _order(key: Key) -> tuple[str, str, str, str]:
    """By check, region and place."""
    return key[0], key[1] or "", key[2] or "", "/".join(map(str, key[3]))
