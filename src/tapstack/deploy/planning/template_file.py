"""The template as it was read, once: whatever is sent later has to be these bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePath

from tapstack.findings import InputError
from tapstack.template.load import read


@dataclass(frozen=True)
class TemplateFile:
    """``sha256`` is of the file's bytes, in hexadecimal digits."""

    path: str
    body: bytes = field(repr=False)
    sha256: str

    @classmethod
    def read(cls, path: str) -> TemplateFile:
        """The file as it is now. Raises InputError where it cannot be read."""
        body = read(path)
        return cls(path, body, hashlib.sha256(body).hexdigest())

    @property
    def text(self) -> str:
        """What CloudFormation keeps of it."""
        return self.body.decode("utf-8-sig", "replace")

    def key(self, stack_set: str) -> str:
        """The name of its object in a bucket: the same bytes, the same object."""
        suffix = PurePath(self.path).suffix.lower()
        return f"tapstack/{stack_set}/{self.sha256}{suffix if suffix in ('.json', '.yaml', '.yml') else '.template'}"

    def refuse_changed(self) -> None:
        """Raises InputError where the file has other bytes by now: they were not judged."""
        if TemplateFile.read(self.path).sha256 != self.sha256:
            message = "The template changed under way; what was judged is not what would be deployed."
            raise InputError(
                message, remedy="Leave it alone, and run the same command again: it judges it anew.", file=self.path
            )
