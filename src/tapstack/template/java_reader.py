"""Reads a Java regular expression character by character; the verdicts that end a translation."""

from tapstack.template.java_escapes import CATEGORY, CLASSES, CODE_POINT, CONTROLS, OCTAL, POSIX, PROPERTY, literal


class InvalidPatternError(ValueError):
    """Java refuses this expression; the text says why."""


class UntranslatableError(ValueError):
    """The expression may be right, but Python has no sure equivalent; the text says why."""


class Reader:
    """The expression and how far it is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self, length: int = 1) -> str:
        """The next characters, unread."""
        return self.text[self.at : self.at + length]

    def take(self) -> str:
        """Reads one character; empty at the end."""
        character = self.peek()
        self.at += len(character)
        return character

    def skip(self, text: str) -> bool:
        """Reads ``text`` if it comes next."""
        found = self.text.startswith(text, self.at)
        self.at += len(text) if found else 0
        return found

    def escaped_set(self) -> str | None:
        """Reads what follows a backslash if it names a set of characters: ``[...]``."""
        letter = self.peek()
        if letter.lower() in CLASSES and letter:
            self.at += 1
            return f"[{'' if letter.islower() else '^'}{CLASSES[letter.lower()]}]"
        return self._property() if letter in ("p", "P") else None

    def escaped_literal(self) -> str | None:
        """Reads what follows a backslash if it stands for one character; that character, escaped."""
        for form in (CODE_POINT, OCTAL):
            if found := form.match(self.text, self.at):
                self.at = found.end()
                digits = next(group for group in found.groups() if group)
                return self._code_point(int(digits, 8 if form is OCTAL else 16))
        letter = self.peek()
        if letter in CONTROLS or (letter and not (letter.isascii() and letter.isalnum())):
            self.at += 1
            return CONTROLS.get(letter) or literal(letter)
        return None

    def quoted(self) -> str:
        r"""Reads up to ``\E`` (or the end) after ``\Q``."""
        end = self.text.find("\\E", self.at)
        quoted = self.text[self.at :] if end < 0 else self.text[self.at : end]
        self.at = len(self.text) if end < 0 else end + 2
        return quoted

    def _code_point(self, number: int) -> str:
        if number > 0x10FFFF:
            raise InvalidPatternError("a code point is above 10FFFF")
        return f"\\U{number:08x}"

    def _property(self) -> str:
        found = PROPERTY.match(self.text, self.at)
        if not found:
            raise InvalidPatternError("a property name is not closed")
        self.at = found.end()
        name = found[1] or found[2] or ""
        negated = "^" if found[0][0] == "P" else ""
        if name in POSIX:
            return f"[{negated}{POSIX[name]}]"
        if CATEGORY.fullmatch(name):
            return rf"[{negated}\p{{{name}}}]"
        raise UntranslatableError(f"the property {name!r} has no sure equivalent here")
