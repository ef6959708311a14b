"""Java's regular expressions, rewritten for Python's ``regex`` module."""

import re
from dataclasses import dataclass

from tapstack.template.java_escapes import ANCHORS, TERMINATORS, UNSURE, literal
from tapstack.template.java_reader import InvalidPatternError, Reader, UntranslatableError
from tapstack.template.java_repeats import Level, read_repeat
from tapstack.template.java_sets import read_set

_GROUP = re.compile(r"\((?:\?(?:[:=!>]|<[=!]|<([A-Za-z][A-Za-z0-9]*)>|([is]*)(?:-([is]*))?([:)])))?")
_JAVA_FLAGS = re.compile(r"\(\?[idmsuxU]*(?:-[idmsuxU]*)?[:)]")


@dataclass(frozen=True, slots=True)
class Translation:
    """The expression in ``regex``'s version 1 syntax; ``ascii_only`` if it is sure for ASCII values alone.

    (Java folds the case of ASCII letters only, Python that of all.)
    """

    text: str
    ascii_only: bool


class _Translator:
    def __init__(self, text: str) -> None:
        self.reader = Reader(text)
        self.levels = [Level(False)]
        self.out: list[str] = []
        self.ascii_only = False

    def run(self) -> Translation:
        while character := self.reader.peek():
            self._step(character)
        if len(self.levels) > 1:
            raise InvalidPatternError("a group is not closed with )")
        return Translation("".join(self.out), self.ascii_only)

    def _step(self, character: str) -> None:
        if character == "(":
            return self._open()
        if character in "*+?{":
            self.out.append(read_repeat(self.reader, self.levels[-1]))
            return None
        self.reader.take()
        if character == ")":
            return self._close()
        if character == "|":
            self.out.append("|")
            self.levels[-1].can_repeat = False
            return None
        return self._atom(self._single(character))

    def _single(self, character: str) -> str:
        if character == "[":
            return read_set(self.reader)
        if character == "\\":
            return self._escape()
        if character == ".":
            return r"[\x00-\U0010ffff]" if self.levels[-1].dot_all else f"[^{TERMINATORS}]"
        return {"^": r"\A", "$": ANCHORS["Z"]}.get(character) or literal(character)

    def _escape(self) -> str:
        reader = self.reader
        letter = reader.peek()
        if not letter:
            raise InvalidPatternError("it ends in a backslash")
        if found := reader.escaped_set() or reader.escaped_literal():
            return found
        reader.take()
        if letter in ANCHORS:
            return ANCHORS[letter]
        if letter == "Q":
            return "".join(map(literal, reader.quoted()))
        return self._unusual(letter)

    def _unusual(self, letter: str) -> str:
        following = self.reader.peek()
        if letter in "123456789" and not following.isdigit():
            return f"(?:\\{letter})"
        if letter in UNSURE or letter in "xu0":
            raise UntranslatableError(f"\\{letter} has no sure equivalent here")
        raise InvalidPatternError(f"\\{letter} is no escape")

    def _open(self) -> None:
        found = _GROUP.match(self.reader.text, self.reader.at)
        text = found[0] if found else "("
        if not found or (self.reader.peek(2) == "(?" and text == "("):
            if _JAVA_FLAGS.match(self.reader.text, self.reader.at):
                raise UntranslatableError("its flags have no sure equivalent here")
            raise InvalidPatternError(f"{self.reader.peek(4)} opens no group")
        self.reader.at = found.end()
        if found[2] is not None or found[3] is not None:
            return self._flags(found)
        self.out.append(text.replace("(?<", "(?P<") if found[1] else text)
        self.levels.append(Level(self.levels[-1].dot_all, look_behind=text.startswith("(?<") and not found[1]))
        return None

    def _flags(self, found: re.Match[str]) -> None:
        case = "i" if "i" in (found[2] or "") else "-i" if "i" in (found[3] or "") else ""
        self.ascii_only |= bool(case)
        dot_all = self.levels[-1].dot_all
        dot_all = (dot_all or "s" in (found[2] or "")) and "s" not in (found[3] or "")
        if found[4] == ")":
            self.levels[-1].dot_all = dot_all
            self.out.append(f"(?{case})" if case else "")
            return
        self.out.append(f"(?{case}:")
        self.levels.append(Level(dot_all))

    def _close(self) -> None:
        if len(self.levels) == 1:
            raise InvalidPatternError("a ) closes no group")
        level = self.levels.pop()
        self._atom(")", max(level.size, 1))

    def _atom(self, text: str, size: int = 1) -> None:
        self.out.append(text)
        self.levels[-1].add(size)


def translate(text: str) -> Translation:
    """The expression for ``regex.compile(..., regex.V1)``, to be matched against a whole value.

    Raises InvalidPatternError where Java refuses it, UntranslatableError where no sure equivalent is known.
    """
    return _Translator(text).run()
