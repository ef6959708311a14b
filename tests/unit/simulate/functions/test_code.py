"""Whose modules a function finds."""

import sys
from types import ModuleType

import pytest

from tapstack.simulate.functions.code import LoadedCode
from tests.unit.simulate.functions.conftest import archive

SHOWS = "import helper\ndef handler(event, context):\n    return helper.NAME"


def test_each_function_has_its_own_modules_of_a_name(account):
    one = account.put({"index.py": SHOWS, "helper.py": "NAME = 'one'"})
    other = account.put({"index.py": SHOWS, "helper.py": "NAME = 'other'"})
    assert [account.call(one), account.call(other), account.call(one)] == ["one", "other", "one"]


def test_a_module_that_only_another_function_has_is_not_found(account):
    account.call(account.put({"index.py": SHOWS, "helper.py": "NAME = 'one'"}))
    fault = account.answer(account.put(SHOWS)).fault
    assert (fault.type, fault.message) == (
        "Runtime.ImportModuleError",
        "Unable to import module 'index': No module named 'helper'",
    )


def test_a_module_of_this_process_does_not_stand_for_the_functions_own(account, monkeypatch):
    mine = ModuleType("helper")
    monkeypatch.setitem(sys.modules, "helper", mine)
    assert account.call(account.put({"index.py": SHOWS, "helper.py": "NAME = 'own'"})) == "own"
    assert sys.modules["helper"] is mine


def test_a_module_may_be_imported_as_late_as_in_the_call(account):
    source = "def handler(event, context):\n    import helper\n    return helper.NAME"
    arn = account.put({"index.py": source, "helper.py": "NAME = 'late'"})
    assert [account.call(arn), account.call(arn)] == ["late", "late"]


def test_a_path_that_a_function_adds_stays_its_own(account):
    source = """
    import sys
    sys.path.append(__file__.replace("index.py", "vendored"))

    def handler(event, context):
        import helper
        return helper.NAME
    """
    arn = account.put({"index.py": source, "vendored/helper.py": "NAME = 'vendored'"})
    path = sys.path[:]
    assert [account.call(arn), account.call(arn)] == ["vendored", "vendored"]
    assert sys.path == path


def test_a_handler_may_lie_in_a_folder(account):
    files = {"source/main.py": "def run(event, context):\n    return __name__"}
    assert account.call(account.put(files, Handler="source/main.run")) == "source.main"
    assert account.call(account.put(files, Handler="source.main.run")) == "source.main"


def test_a_handler_may_have_the_name_of_a_standard_module(account):
    import queue

    arn = account.put({"queue.py": "def handler(event, context):\n    return 'mine'"}, Handler="queue.handler")
    assert account.call(arn) == "mine"
    assert sys.modules["queue"] is queue


def test_a_function_does_not_bring_its_own_way_to_the_services(account):
    source = (
        "import boto3\ndef handler(event, context):\n    return boto3.client('sqs').list_queues().get('QueueUrls', [])"
    )
    arn = account.put({"index.py": source, "boto3/__init__.py": "raise ImportError('real network')"})
    assert account.call(arn) == []


def test_dataclasses_and_pickles_find_their_module(account):
    source = """
    from __future__ import annotations
    import pickle
    from dataclasses import dataclass, field
    from typing import ClassVar

    @dataclass
    class Pair:
        one: int
        kind: ClassVar[str] = "pair"

    def handler(event, context):
        return pickle.loads(pickle.dumps(Pair(3))).one
    """
    assert account.call(account.put(source)) == 3


def test_an_archive_is_unpacked_once_and_whole():
    given = archive({"index.py": "X = 1"})
    one, other = LoadedCode(given, "index.handler"), LoadedCode(given, "index.handler")
    assert one.folder == other.folder
    assert [path.name for path in one.folder.iterdir() if path.suffix == ".py"] == ["index.py"]
    with one.active():
        first = one.module("index")
    with other.active():
        assert other.module("index") is not first


def test_a_module_that_fails_is_imported_again_in_the_next_call():
    code = LoadedCode(archive({"index.py": "raise KeyError('x')"}), "index.handler")
    for _ in range(2):
        with code.active(), pytest.raises(KeyError):
            code.module("index")
    assert "index" not in sys.modules
