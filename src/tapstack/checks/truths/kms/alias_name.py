"""KMS-006: the name of an alias, as it comes out, is one that KMS takes."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, lengths

_FORBIDDEN = re.compile(r"[^a-zA-Z0-9:/_-]")


def judge(name: Property, _: View) -> Iterator[Fault]:
    """A fault for each rule of names that the known parts of the name break."""
    pieces = TOKEN.split(name.pattern)
    if pieces[0].startswith("alias/aws/"):
        yield Fault(name, f"The alias {name.shown} begins with alias/aws/, which AWS keeps for itself.")
    elif not pieces[0].startswith("alias/") and (len(pieces) == 1 or len(pieces[0]) >= len("alias/")):
        yield Fault(name, f"The alias {name.shown} does not begin with alias/.")
    elif name.pattern == "alias/":
        yield Fault(name, "The alias has no name after alias/.")
    if found := _FORBIDDEN.search("".join(pieces)):
        yield Fault(name, f"The alias {name.shown} has the character {found[0]!r}.")
    if lengths(name.pattern)[0] > 256:
        yield Fault(name, f"The alias has {lengths(name.pattern)[0]} characters; it takes 256.")


TRUTH = Truth(
    id="KMS-006",
    title="An alias begins with alias/, not with alias/aws/, and has letters, digits, hyphens, underscores and slashes",
    why="KMS answers ValidationException or InvalidAliasNameException, and the stack fails.",
    fix="Write alias/ and a name of at most 250 letters, digits, hyphens, underscores and slashes.",
    source="resource schema AWS::KMS::Alias, AliasName; botocore kms CreateAlias (alias/aws/ is reserved)",
    about=("AWS::KMS::Alias",),
    at="AliasName",
    judge=judge,
)
