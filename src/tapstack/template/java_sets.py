"""Character classes of Java's regular expressions, with union, intersection and negation."""

from tapstack.template.java_escapes import literal
from tapstack.template.java_reader import InvalidPatternError, Reader, UntranslatableError

_DEEPEST = 20


def read_set(reader: Reader, depth: int = 0) -> str:
    """Reads a class after its ``[``; the same set for the ``regex`` module (its version 1 syntax)."""
    if depth > _DEEPEST:
        raise UntranslatableError("its classes are nested too deeply")
    negated = reader.skip("^")
    parts: list[list[str]] = [[]]
    nested = False
    while not (reader.peek() == "]" and (len(parts) > 1 or parts[0])):
        if reader.skip("&&"):
            parts.append([])
        else:
            nested |= reader.peek() == "["
            parts[-1].append(_item(reader, depth))
    reader.take()
    if negated and (nested or len(parts) > 1):
        raise UntranslatableError("Java versions differ in what a negated class with classes inside means")
    if not all(parts):
        raise UntranslatableError("a side of && is empty")
    return _written(negated, parts)


def _written(negated: bool, parts: list[list[str]]) -> str:
    sets = ["[" + "".join(items) + "]" for items in parts]
    body = "".join(parts[0]) if len(sets) == 1 else "&&".join(sets)
    return f"[{'^' if negated else ''}{body}]"


def _item(reader: Reader, depth: int) -> str:
    first = _member(reader, depth)
    if first.startswith("[") or reader.peek() != "-" or reader.peek(2) in ("-]", "-[", "-"):
        return first
    if reader.peek(3) == "-&&":
        return first
    reader.take()
    last = _member(reader, depth)
    if last.startswith("["):
        raise UntranslatableError("a range ends in a class")
    if _code(first) > _code(last):
        raise InvalidPatternError("a range in a class runs backwards")
    return f"{first}-{last}"


def _member(reader: Reader, depth: int) -> str:
    character = reader.take()
    if not character:
        raise InvalidPatternError("a class is not closed with ]")
    if character == "[":
        return read_set(reader, depth + 1)
    if character != "\\":
        return literal(character)
    return _escaped(reader)


def _escaped(reader: Reader) -> str:
    if not reader.peek():
        raise InvalidPatternError("it ends in a backslash")
    found = reader.escaped_set() or reader.escaped_literal()
    if found:
        return found
    if reader.skip("Q"):
        quoted = reader.quoted()
        return f"[{''.join(map(literal, quoted))}]" if quoted else _member(reader, 0)
    raise UntranslatableError(f"\\{reader.peek()} in a class has no sure equivalent here")


def _code(written: str) -> int:
    controls = {r"\t": 9, r"\n": 10, r"\r": 13, r"\f": 12}
    if written in controls:
        return controls[written]
    return ord(written) if len(written) == 1 else int(written[2:], 16)
