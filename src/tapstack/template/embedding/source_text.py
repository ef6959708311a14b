"""One Python file that goes into the code of a function: its text, its syntax tree and its names."""

import ast
from dataclasses import dataclass
from functools import cached_property

from tapstack.findings import InputError
from tapstack.template.embedding.names import Names, names
from tapstack.template.embedding.python import parse


@dataclass(frozen=True)
class SourceText:
    """The text of ``file``; ``part`` is the name of the part in it, empty for the source itself."""

    file: str
    part: str
    text: str
    tree: ast.Module

    @classmethod
    def parsed(cls, file: str, part: str, text: str, minor: int) -> "SourceText":
        """The text of a file as Python 3.``minor``. Raises InputError."""
        return cls(file, part, text, parse(text, file, minor))

    @cached_property
    def names(self) -> Names:
        """What the file binds and uses in its own namespace."""
        return names(self.text, self.file, self.tree)

    def refused(self, node: ast.AST | None, message: str, remedy: str) -> InputError:
        """The error about what stands at ``node``; without one, about the file's first line."""
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        before = self.text.split("\n")[line - 1].encode()[:column]  # Python counts bytes
        return InputError(message, remedy=remedy, file=self.file, line=line, column=len(before.decode()) + 1)
