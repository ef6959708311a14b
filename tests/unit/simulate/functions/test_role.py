"""On whose behalf calls are made."""

import sys
from types import ModuleType
from typing import Any

import pytest

from tapstack.simulate.functions import current_role

SHOWS = "import spy\ndef handler(event, context):\n    return spy.role()"


@pytest.fixture
def spy(monkeypatch):
    module: Any = ModuleType("spy")
    module.role = current_role
    monkeypatch.setitem(sys.modules, "spy", module)
    return module


def test_outside_a_function_there_is_none():
    assert current_role() is None


def test_in_a_function_it_is_the_functions(account, spy):
    assert account.call(account.put(SHOWS)) == account.role
    assert current_role() is None


def test_threads_of_the_function_have_it_too(account, spy):
    source = """
    from concurrent.futures import ThreadPoolExecutor
    import spy

    def handler(event, context):
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda _: spy.role(), range(2)))
    """
    assert account.call(account.put(source)) == [account.role] * 2


def test_a_function_that_fails_lays_it_down(account, spy):
    assert account.answer(account.put(SHOWS + "\nraise ValueError")).fault is not None
    assert current_role() is None


def test_a_function_that_is_called_by_another_has_its_own(account, spy):
    role = account.cloud.client("iam", "us-east-1").create_role(RoleName="other", AssumeRolePolicyDocument="{}")
    inner = account.put(SHOWS, Role=role["Role"]["Arn"])
    spy.call = lambda: account.call(inner)
    outer = account.put("import spy\ndef handler(event, context):\n    return [spy.call(), spy.role()]")
    assert account.call(outer) == [role["Role"]["Arn"], account.role]
