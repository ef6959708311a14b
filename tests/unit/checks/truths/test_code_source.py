"""What is read out of a function's code, once for all truths."""

import pytest

from tapstack.checks.truths.code.names import unbound
from tapstack.checks.truths.code.runtime import has_module, has_package
from tapstack.checks.truths.code.source import Source


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("json.dumps(1)", ["json"]),
        ("import json\njson.dumps(1)", []),
        ("from json import dumps as d\nd(1)", []),
        ("import os.path\nos.path.join('a')", []),
        ("def f(a, *b, c=1, **d):\n    return a, b, c, d, e", ["e"]),
        ("[a for a in b]", ["b"]),
        ("class A:\n    def f(self):\n        return __class__", []),
        ("match 1:\n    case {'a': x, **rest}:\n        print(x, rest)", []),
        ("try:\n    pass\nexcept ValueError as error:\n    print(error)", []),
        ("from os import *\njoin", []),
        ("exec('a = 1')\nprint(a)", []),
        ("if (found := 1):\n    print(found)", []),
    ],
)
def test_names_that_nothing_binds(code: str, names: list[str]) -> None:
    assert unbound(Source(code, 11)) == names


def test_an_expression_is_called_by_the_module_it_comes_from() -> None:
    source = Source("from os import environ as e\nimport boto3 as b\nb.client('s3')\ne['A']", 13)
    assert {source.named(call.func) for call in source.calls} == {"boto3.client"}
    assert source.modules == {"e": "os.environ", "b": "boto3"}


def test_code_that_is_no_python_says_in_which_line() -> None:
    source = Source("a = 1\nb = (", 13)
    assert source.tree is None
    assert "in line 2" in source.error


@pytest.mark.parametrize(
    ("name", "minor", "there"),
    [
        ("json", 13, True),
        ("boto3", 13, True),
        ("requests", 13, False),
        ("cgi", 12, True),
        ("cgi", 13, False),
        ("distutils", 11, True),
        ("distutils", 12, False),
        ("tomllib", 10, False),
        ("compression", 14, True),
        ("compression", 13, False),
    ],
)
def test_modules_come_and_go_with_versions(name: str, minor: int, there: bool) -> None:
    assert has_module(name, minor) is there


@pytest.mark.parametrize(
    ("name", "major", "there"),
    [
        ("aws-sdk", 16, True),
        ("aws-sdk", 18, False),
        ("@aws-sdk/client-s3", 18, True),
        ("fs/promises", 22, True),
        ("lodash", 22, False),
    ],
)
def test_packages_come_and_go_with_versions(name: str, major: int, there: bool) -> None:
    assert has_package(name, major) is there
