"""STATES-030: A state machine's name has characters that every tool can show, and at most 80."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, lengths

_WRONG = re.compile(r"""[\s<>{}\[\]?*"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f]""")


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for too long a name or a wrong character in what is known of it."""
    least, _most = lengths(site.pattern)
    if least > 80:
        yield Fault(site, f"The name {site.shown} has at least {least} characters; 80 is the most.")
    if wrong := _WRONG.search(TOKEN.sub("", site.pattern)):
        yield Fault(site, f"The name {site.shown} has {wrong[0]!r} in it.")


TRUTH = Truth(
    id="STATES-030",
    title="A state machine's name has characters that every tool can show, and at most 80",
    why="CreateStateMachine answers InvalidName; rendered names are longer than their template looks.",
    fix="Use letters, digits, - and _, 80 at most, after the substitution of parameters and region.",
    source="botocore stepfunctions CreateStateMachine, name (1 to 80 characters; no white space, brackets,"
    " wildcards, special characters)",
    about=(MACHINE,),
    at="StateMachineName",
    judge=judge,
)
