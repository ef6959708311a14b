"""What evidence rests on: which template, rules and tools, under which parameters, at what time."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ParameterText = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class JudgedTemplate:
    """A template and the values that its parameters had, defaults included.

    ``parameters`` hold ``****`` for what is secret (NoEcho), and None for what only AWS or the user knows.
    """

    file: str
    sha256: str
    parameters: Mapping[str, ParameterText]


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file that had a part in the verdicts; ``role`` is ``rules``, ``controls`` or ``waivers``."""

    role: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """``time`` is when the run was (RFC 3339, UTC); ``tools`` are the versions of programs by name.

    Files are named by their paths in the project, so that the same input gives the same text on every machine.
    """

    time: str
    account_id: str | None
    templates: tuple[JudgedTemplate, ...]
    files: tuple[HashedFile, ...]
    tools: Mapping[str, str]

    @property
    def template(self) -> str:
        """The hash of the template; of several, as for ``digest``."""
        if len(self.templates) == 1:
            return self.templates[0].sha256
        return combined((one.sha256, one.file) for one in self.templates)

    def digest(self, role: str) -> str:
        """One hash over all files of a role, as ``combined``; empty where there are none."""
        return combined((one.sha256, one.file) for one in self.files if one.role == role)


def combined(files: Iterable[tuple[str, str]]) -> str:
    """One SHA-256 over the hashes and names of files: what ``sha256sum FILE ... | sort -k 2 | sha256sum`` prints."""
    lines = [f"{sha256}  {file}\n" for sha256, file in sorted(files, key=lambda one: one[1])]
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest() if lines else ""
