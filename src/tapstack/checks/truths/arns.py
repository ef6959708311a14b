"""ARNs that may hold tokens, taken apart."""

from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import ACCOUNT, TOKEN, is_whole

_COLON = "\ue002"


def parts(text: str) -> list[str]:
    """The six parts of an ARN; none if the text is no ARN."""
    held = TOKEN.sub(lambda token: token[0].replace(":", _COLON), text)
    found = [part.replace(_COLON, ":") for part in held.split(":", 5)]
    return found if len(found) == 6 and found[0] == "arn" else []


def service(value: Property) -> str:
    """The service of the ARN; "" if the text is none. Raises NotKnown."""
    return _known(value, 2)


def region(value: Property) -> str:
    """The region of the ARN; "" where it says none, or the text is none. Raises NotKnown."""
    return _known(value, 3)


def account(value: Property) -> str:
    """The account of the ARN, "" where it says none. Raises NotKnown."""
    found = parts(value.pattern)
    return ACCOUNT if found and found[4] == ACCOUNT else _known(value, 4)


def _known(value: Property, index: int) -> str:
    found = parts(value.pattern)
    if not found:
        return ""
    if not is_whole(found[index]):
        raise NotKnown(f"the place of {value.shown} is not known")
    return found[index]
