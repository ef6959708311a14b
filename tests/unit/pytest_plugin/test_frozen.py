"""What tests share cannot be changed by one of them."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin.frozen import frozen

CHANGES: dict[str, Callable[[Any], Any]] = {
    "set": lambda body: body.__setitem__("a", 1),
    "delete": lambda body: body.__delitem__("list"),
    "merge": lambda body: body.__ior__({"a": 1}),
    "clear": lambda body: body.clear(),
    "pop": lambda body: body.pop("list"),
    "pop item": lambda body: body.popitem(),
    "set default": lambda body: body.setdefault("a", 1),
    "update": lambda body: body.update(a=1),
    "set in a list": lambda body: body["list"].__setitem__(0, 1),
    "delete in a list": lambda body: body["list"].__delitem__(0),
    "add to a list": lambda body: body["list"].__iadd__([1]),
    "repeat a list": lambda body: body["list"].__imul__(2),
    "append": lambda body: body["list"].append(1),
    "clear a list": lambda body: body["list"].clear(),
    "extend": lambda body: body["list"].extend([1]),
    "insert": lambda body: body["list"].insert(0, 1),
    "pop from a list": lambda body: body["list"].pop(),
    "remove": lambda body: body["list"].remove(2),
    "reverse": lambda body: body["list"].reverse(),
    "sort": lambda body: body["list"].sort(),
    "change what is deep inside": lambda body: body["list"][1].pop("deep"),
}
BODY = {"list": [2, {"deep": [1]}]}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_is_possible(change: str) -> None:
    shared = frozen(BODY)
    with pytest.raises(TypeError, match=r"copy\.deepcopy"):
        CHANGES[change](shared)
    assert shared == BODY


def test_every_method_that_changes_a_dict_or_list_is_refused() -> None:
    shared = frozen(BODY)
    for value, same in ((shared, {}), (shared["list"], [])):
        kind = type(value).__mro__[1]
        reading = set(dir(tuple)) | {"copy", "fromkeys", "get", "items", "keys", "values", "__or__", "__ror__"}
        harmless = {"__reversed__", "__class_getitem__", "__init__", "__init_subclass__"}
        changing = {name for name in dir(kind) if name not in reading | harmless}
        assert changing <= set(vars(type(value))), same


def test_it_is_json_as_before_and_a_deep_copy_can_be_changed() -> None:
    shared = frozen(BODY)
    assert json.loads(json.dumps(shared)) == BODY
    mine = copy.deepcopy(shared)
    mine["list"][1]["deep"].append(2)
    mine["list"].append(3)
    assert (mine, shared) == ({"list": [2, {"deep": [1, 2]}, 3]}, BODY)
