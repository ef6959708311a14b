"""A source and the parts that it imports become one text, which does the same.

``from parts.clients import client`` gives way to the text of ``parts/clients.py`` in the folder of the source where it
comes first, and is left out where it comes again: just when Python, too, would run the part.
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tapstack.findings import InputError
from tapstack.template.embedding.namespace import check_together, undefined
from tapstack.template.embedding.part_imports import FOLDER, part_imports, part_name
from tapstack.template.embedding.python import callables
from tapstack.template.embedding.source_text import SourceText
from tapstack.template.embedding.sources import is_below, read_source


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the joined text, and where it stands: its number in the part, or in the source if there is none."""

    text: str
    part: str
    number: int


@dataclass(frozen=True, slots=True)
class Joined:
    """The lines of a source with its parts, and the functions that all of them have."""

    lines: list[Line]
    names: list[str]

    @property
    def text(self) -> str:
        """The code as the function gets it."""
        return "\n".join(line.text for line in self.lines)


def join(source: str, folder: str, minor: int) -> Joined:
    """The source in the file ``source`` with its parts, as Python 3.``minor``.

    Parts lie in ``folder``, that of the template, or below. InputError where they do not make one text.
    """
    joiner = _Joiner(source, folder, minor)
    own = SourceText.parsed(source, "", read_source(source), minor)
    lines = list(joiner.lines(own, ()))
    files = [own, *joiner.parts.values()]
    if joiner.parts:
        check_together(files)
    return Joined(lines, list(chain.from_iterable(callables(file.tree) for file in files)))


class _Joiner:
    """Puts parts in the place of their imports; ``parts`` are those that were put in, by name."""

    def __init__(self, source: str, folder: str, minor: int) -> None:
        self.beside = os.path.join(os.path.dirname(source), FOLDER)  # noqa: PTH118, PTH120  kept as it was written
        self.folder = folder
        self.minor = minor
        self.parts: dict[str, SourceText] = {}

    def lines(self, file: SourceText, within: tuple[str, ...]) -> Iterator[Line]:
        """The lines of a file with its parts; ``within`` are the parts that are being put in."""
        imports, last = part_imports(file), 0
        text = file.text.removesuffix("\n") if file.part else file.text
        for number, line in enumerate(text.split("\n"), 1):
            if node := imports.get(number):
                last = node.end_lineno or number
                yield from self._part(file, node, within)
            elif number > last:
                yield Line(line, file.part, number)

    def _part(self, file: SourceText, node: ast.ImportFrom, within: tuple[str, ...]) -> Iterator[Line]:
        name = part_name(node)
        if name in within:
            circle = " -> ".join((*within[within.index(name) :], name))
            raise file.refused(node, f"parts import each other: {circle}.", "Move what both need into a third part.")
        new = name not in self.parts
        if new:
            self.parts[name] = self._read(file, node, name)
        part = self.parts[name]
        if error := undefined(file, node, part):
            raise error
        if new:
            yield from self.lines(part, (*within, name))

    def _read(self, file: SourceText, node: ast.ImportFrom, name: str) -> SourceText:
        path = os.path.join(self.beside, f"{name}.py")  # noqa: PTH118  as above
        if not os.path.exists(path):  # noqa: PTH110  as above
            raise _no_part(file, node, f"the part {path} does not exist")
        if not is_below(self.folder, path):
            raise _no_part(file, node, f"the part {path} is a link out of the template's folder")
        return SourceText.parsed(path, name, read_source(path, "what is imported from it"), self.minor)


def _no_part(file: SourceText, node: ast.ImportFrom, what: str) -> InputError:
    return file.refused(node, f"{what}.", f"Write it into the folder {FOLDER} beside the source.")
