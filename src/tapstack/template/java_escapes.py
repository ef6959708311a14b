"""Escapes of Java's regular expressions, as sets of the ``regex`` module.

Source: the table in the documentation of java.util.regex.Pattern, to which
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-regexes.html refers. Java's classes are those of
ASCII where Python's are Unicode's.
"""

import re

TERMINATORS = r"\n\r\u0085\u2028\u2029"

CONTROLS = {"t": r"\t", "n": r"\n", "r": r"\r", "f": r"\f", "a": r"\x07", "e": r"\x1b"}

CLASSES = {
    "d": "0-9",
    "w": "A-Za-z0-9_",
    "s": r"\x20\t\n\x0b\f\r",
    "h": r"\x20\t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\x85\u2028\u2029",
}

POSIX = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "A-Za-z",
    "Digit": "0-9",
    "Alnum": "A-Za-z0-9",
    "Punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "Graph": r"\x21-\x7e",
    "Print": r"\x20-\x7e",
    "Blank": r"\x20\t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9A-Fa-f",
    "Space": r"\x20\t\n\x0b\f\r",
}

CATEGORY = re.compile(r"C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?")

CODE_POINT = re.compile(r"x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})")
OCTAL = re.compile(r"0([0-3][0-7]{2}|[0-7]{1,2})")
PROPERTY = re.compile(r"[pP](?:\{([^}]*)\}|(.))", re.DOTALL)

ANCHORS = {
    "b": r"\b",
    "B": r"\B",
    "A": r"\A",
    "z": r"\Z",
    "Z": rf"(?=(?:\r\n|[{TERMINATORS}])?\Z)",
}
"""``$`` without flags means the same as ``\\Z``: the end, or before a last line terminator."""

UNSURE = frozenset("GRXNk123456789Qc")
"""Escapes that Java knows and that are not, or not alike, in the ``regex`` module."""


def literal(character: str) -> str:
    """A character that means only itself, inside a set and outside."""
    return character if character.isalnum() and character.isascii() else f"\\U{ord(character):08x}"
