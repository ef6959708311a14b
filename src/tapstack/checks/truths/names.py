"""Names that a service takes: how long, of which characters, and each once."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.siblings import earlier
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, lengths


def unfit(name: Property, least: int, most: int, characters: str) -> Iterator[Fault]:
    """A fault for a name that is too short or too long, whatever AWS makes of its tokens, or has other characters.

    ``characters`` is what stands between the brackets of a regular expression.
    """
    if not name.given:
        return
    shortest, longest = lengths(name.pattern)
    if shortest > most:
        yield Fault(name, f"{name.shown} has {shortest} characters or more; {most} are allowed.")
    if longest is not None and longest < least:
        yield Fault(name, f"{name.shown} has {longest} characters; {least} are the least.")
    wrong = sorted(set(re.findall(f"[^{characters}]", TOKEN.sub("", name.pattern))))
    if wrong:
        yield Fault(name, f"{name.shown} has characters that are not allowed: {' '.join(wrong)}")


def taken(name: Property, view: View, *types: str) -> Iterator[Fault]:
    """A fault for a name that an earlier resource of these types has in the same region."""
    if not name.given:
        return
    for other in earlier(name.item, view, *types):
        if other[name.label].pattern == name.pattern:
            yield Fault(name, f"{other} has the name {name.shown} too.")
