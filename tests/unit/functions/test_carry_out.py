"""What every function of the workflow does with a call: its task, its errors, its answer, its log."""

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from tests.unit.functions import exports, objects
from tests.unit.functions.objects import SRC, TGT
from tests.unit.functions.stand_in import Context, Refusal, stand_in

ENVIRONMENT = {**exports.ENVIRONMENT, **objects.ENVIRONMENT, "STATE_PATH": "/trading-platform/verify/state"}


class Row(NamedTuple):
    """A function, one of its tasks, and that task's first call to AWS: by which client of the function, and what."""

    source: str
    task: str
    client: Callable[[ModuleType], Any]
    operation: str


FUNCTIONS = [
    Row("object_tasks", "prepare_objects", lambda module: module.in_source("s3"), "GetBucketLocation"),
    Row("object_comparison", "reconcile_objects", lambda module: module.client("s3", SRC), "ListObjectsV2"),
    Row("table_tasks", "prepare_table", lambda module: module.in_source("dynamodb"), "DescribeTable"),
    Row("table_comparison", "reconcile_table", lambda module: module.state().meta.client, "GetItem"),
    Row("tasks", "drain", lambda module: module.client("ssm", SRC), "PutParameter"),
    Row("checks", "check_contract", lambda module: module.state_table().meta.client, "Query"),
]
ERRORS = [
    (Refusal("SlowDown", 503), "ThrottledError"),
    (Refusal("InternalServerError", 500), "ThrottledError"),
    (Refusal("ProvisionedThroughputExceededException"), "ThrottledError"),
    (Refusal("LimitExceededException"), "ThrottledError"),
    (Refusal("NotImplemented", 501), "ClientError"),
    (Refusal("Forbidden", 403), "ClientError"),
]


@pytest.fixture(params=FUNCTIONS, ids=[row.source for row in FUNCTIONS])
def row(request):
    return request.param


@pytest.fixture
def module(aws, load, row):
    return load(row.source, TGT, **ENVIRONMENT)


def call(module: ModuleType, task: str) -> Any:
    return module.handler({"task": task, "settings": {}, "region": SRC}, Context())


def test_a_task_that_there_is_not_is_refused_with_those_that_there_are(module, row):
    with pytest.raises(module.SettingsError) as error:
        call(module, "drop_everything")
    assert "There is no task 'drop_everything' here; give " in str(error.value)
    assert row.task in str(error.value)


@pytest.mark.parametrize(("refusal", "name"), ERRORS, ids=[refusal.code for refusal, _ in ERRORS])
def test_only_a_busy_service_is_worth_another_call(module, row, refusal, name):
    kept = stand_in(row.client(module), row.operation, refusal)
    with pytest.raises(Exception, match=refusal.code) as caught:
        call(module, row.task)
    assert name in {base.__name__ for base in type(caught.value).__mro__}
    assert len(kept.sent) == 1


def test_an_answer_is_logged_under_its_task_and_without_its_cursor(module, caplog):
    answer = {"done": False, "next": {"after": "a-key-of-somebody"}}
    assert module.carry_out({"slice": lambda event: answer}, {"task": "slice"}) == answer
    assert json.loads(caplog.messages[-1]) == {"task": "slice", "answer": {"done": False}}
