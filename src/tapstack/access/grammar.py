"""What a statement of IAM is made of, and why IAM would not take one.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

PAIRS: Final = ("Action", "Resource", "Principal")
"""What a statement may also have as all but the named: ``NotAction``."""
_MEMBERS = {"Sid", "Effect", "Condition", *PAIRS, *(f"Not{name}" for name in PAIRS)}


def refused(members: Collection[str], effect: str) -> Iterator[str]:
    """Why IAM would not take a statement. Whether a policy has to name resources depends on what it stands at."""
    if effect not in {"Allow", "Deny"}:
        yield f"its Effect is {effect!r}" if effect else "it has no Effect"
    yield from (f"IAM knows no {name}" for name in members if name not in _MEMBERS)
    yield from (f"it has {name} and Not{name}" for name in PAIRS if name in members and f"Not{name}" in members)
    if not {"Action", "NotAction"} & set(members):
        yield "it has no Action"
    if not {"Resource", "NotResource", "Principal", "NotPrincipal"} & set(members):
        yield "it has neither Resource nor Principal"
