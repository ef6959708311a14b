"""The suffix of a run: it ends every name of the deployment, and must be the same in both regions."""

import re
import secrets

from tapstack.findings import InputError

_FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHORTEST, _LONGEST = 3, 20
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_RANDOM = 12


def made() -> str:
    """A suffix that nobody has used: 62 bits of chance, behind a letter that says whose it is."""
    return "tc-" + "".join(secrets.choice(_LETTERS) for _ in range(_RANDOM))


def checked(suffix: str) -> str:
    """``suffix``, if the template takes it. Raises InputError otherwise."""
    if _FORM.fullmatch(suffix) and _SHORTEST <= len(suffix) <= _LONGEST:
        return suffix
    remedy = f"Write {_SHORTEST} to {_LONGEST} lowercase letters and digits, with single hyphens between them."
    raise InputError(f"The suffix {suffix!r} would not be taken.", remedy=remedy)
