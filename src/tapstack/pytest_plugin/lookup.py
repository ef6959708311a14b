"""Looking a path up in a rendered value, and saying what is there where it leads nowhere."""

from typing import Any

from tapstack.findings.similar import nearest
from tapstack.pytest_plugin.errors import MissingError
from tapstack.pytest_plugin.path import Steps, below, steps, text, walk
from tapstack.pytest_plugin.unknown import Unknown, own
from tapstack.template import Unresolved

_MOST_NAMES = 15


class _Nothing:
    def __repr__(self) -> str:
        return "..."


NOTHING = _Nothing()


def look_up(root: Any, path: str, owner: str, default: Any = NOTHING) -> Any:
    """A copy of what stands at ``path``; ``owner`` says of what ``root`` is, for messages.

    Where nothing stands there: ``default``, else MissingError. UnknownError where only AWS knows what stands there.
    """
    __tracebackhide__ = True
    wanted = steps(path)
    value, taken = walk(root, wanted)
    if taken == len(wanted):
        return own(value, f"{path} of {owner}")
    if isinstance(value, Unresolved):
        place = f"{text(wanted[:taken])} of {owner}" if taken else f"What {owner} has"
        unknown: Unknown = own(value, place)
        raise unknown.error(f"neither is {text(wanted)}")
    if default is not NOTHING:
        return default
    raise MissingError(f"{owner} has no {text(wanted)}. {_hint(root, wanted, value, taken)}")


def _hint(root: Any, wanted: Steps, value: Any, taken: int) -> str:
    place = text(wanted[:taken]) or "It"
    if isinstance(value, list):
        return f"{place} has {len(value)} members."
    if not isinstance(value, dict):
        return f"{place} is {value!r}."
    near = _nearest(root, wanted, value, taken)
    if near is not None:
        return f"Did you mean {text(near)!r}?"
    names = [text((name,)) for name in value]
    more = ", ..." if len(names) > _MOST_NAMES else ""
    return f"{place} has {', '.join(names[:_MOST_NAMES]) or 'nothing'}{more}."


def _nearest(root: Any, wanted: Steps, value: dict[str, Any], taken: int) -> Steps | None:
    """A path with another name at the step that failed, else one that ends as the wanted one, else a similar one."""
    name = nearest(str(wanted[taken]), list(value))
    if name is not None:
        changed = (*wanted[:taken], name, *wanted[taken + 1 :])
        return changed if walk(root, changed)[1] == len(changed) else changed[: taken + 1]
    paths = list(below(root))
    ending = [path for path in paths if path[-1] == wanted[-1] and isinstance(path[-1], str)]
    texts = {text(path): path for path in paths}
    similar = nearest(text(wanted), texts)
    return ending[0] if ending else texts.get(similar) if similar else None
