"""Mappings and lists that refuse to be changed, for what many tests share."""

from typing import Any, NoReturn


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise TypeError("Tests share this value, so it cannot be changed. Take a copy of it: copy.deepcopy(value).")


class ReadOnlyDict(dict[str, Any]):
    """A dict that cannot be changed; its deep copy can."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return {key: thawed(member) for key, member in self.items()}


class ReadOnlyList(list[Any]):
    """A list that cannot be changed; its deep copy can."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> list[Any]:
        return [thawed(member) for member in self]


def frozen(value: Any) -> Any:
    """The same value, of containers that cannot be changed."""
    if isinstance(value, dict):
        return ReadOnlyDict({key: frozen(member) for key, member in value.items()})
    return ReadOnlyList(frozen(member) for member in value) if isinstance(value, list) else value


def thawed(value: Any) -> Any:
    """The same value, of containers that can be changed."""
    if isinstance(value, dict):
        return {key: thawed(member) for key, member in value.items()}
    return [thawed(member) for member in value] if isinstance(value, list) else value
