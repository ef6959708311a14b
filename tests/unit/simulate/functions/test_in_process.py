"""Calling a function in this process."""

import random
import sys
from types import ModuleType
from typing import Any

import pytest

from tapstack.simulate.functions import InProcess, deployed
from tapstack.simulate.resources import UnsupportedError

COUNTING = """
count = 0

def handler(event, context):
    global count
    count += 1
    return count
"""


def test_the_handler_gets_the_event_and_its_answer_comes_back(account):
    arn = account.put("def handler(event, context):\n    return {'got': event}")
    assert account.call(arn, {"a": [1, None]}) == {"got": {"a": [1, None]}}


def test_a_handler_that_returns_nothing_answers_null(account):
    assert account.answer(account.put("def handler(event, context): pass")).payload == "null"


def test_a_function_cannot_change_the_event_of_its_caller(account):
    event: dict[str, list[int]] = {"list": []}
    account.call(account.put("def handler(event, context):\n    event['list'].append(1)"), event)
    assert event == {"list": []}


def test_what_a_module_holds_is_there_in_the_next_call(account):
    arn = account.put(COUNTING)
    assert [account.call(arn) for _ in range(3)] == [1, 2, 3]


def test_two_functions_of_the_same_code_share_nothing(account):
    one, other = account.put(COUNTING), account.put(COUNTING)
    assert [account.call(one), account.call(one), account.call(other)] == [1, 2, 1]


def test_new_code_starts_cold(account):
    arn = account.put(COUNTING)
    account.call(arn)
    account.replace(arn, COUNTING.replace("count = 0", "count = 10"))
    assert account.call(arn) == 11


def test_new_settings_start_cold(account):
    arn = account.put(COUNTING)
    account.call(arn)
    account.cloud.client("lambda", "us-east-1").update_function_configuration(FunctionName=arn, Timeout=30)
    assert account.call(arn) == 1


def test_an_exception_leaves_the_environment_warm(account):
    arn = account.put(COUNTING.replace("return count", "if event: raise ValueError(event)\n    return count"))
    assert account.answer(arn, "x").fault.type == "ValueError"
    assert account.call(arn) == 2


@pytest.mark.parametrize("end", ["import time; time.sleep(99)", "import sys; sys.exit(1)"])
def test_a_timeout_or_an_exit_ends_the_environment(account, end):
    arn = account.put(COUNTING.replace("return count", f"if event:\n        {end}\n    return count"))
    account.call(arn)
    assert account.answer(arn, "x").fault is not None
    assert account.call(arn) == 1


def test_one_function_may_call_another(account, monkeypatch):
    name = "os.environ['AWS_LAMBDA_FUNCTION_NAME']"
    inner = account.put(f"import os\ndef handler(event, context):\n    return {name}")
    outer = account.put(f"import os, bridge\ndef handler(event, context):\n    return [bridge.call(), {name}]")
    bridge: Any = ModuleType("bridge")
    bridge.call = lambda: account.call(inner)
    monkeypatch.setitem(sys.modules, "bridge", bridge)
    assert account.call(outer) == [inner.rpartition(":")[2], outer.rpartition(":")[2]]


@pytest.mark.parametrize("runtime", ["nodejs22.x", "provided.al2023"])
def test_other_runtimes_are_not_simulated(account, runtime):
    arn = account.put("x", Runtime=runtime)
    with pytest.raises(UnsupportedError, match=f"runs on {runtime}; only Python"):
        account.answer(arn)


def test_nothing_of_it_stays_in_the_process(account):
    before, path = set(sys.modules), sys.path[:]
    files = {"index.py": "import parts.one\ndef handler(event, context): return parts.one.X", "parts/one.py": "X = 1"}
    assert account.call(account.put(files)) == 1
    assert not {"index", "parts", "parts.one"} & (set(sys.modules) - before)
    assert sys.path == path


def test_the_process_draws_the_chance_that_it_would_have_drawn(account):
    random.seed(1)
    expected = random.random()
    random.seed(1)
    account.call(account.put("import random\ndef handler(event, context): random.random()"))
    assert random.random() == expected


def test_a_runner_of_another_account_starts_cold(account):
    arn = account.put(COUNTING)
    account.call(arn)
    answer = InProcess(account.cloud).invoke(deployed(account.cloud, arn), None, "r")
    assert answer.payload == "1"
