"""Control calls that are understood, and those that are not."""

import inspect

import pytest

from tapstack.endpoint.control_client import ControlClient


def test_the_list_has_a_sentence_for_every_call_and_for_what_it_takes(room):
    status, told = room.controlled("", "GET")
    assert status == 200 and told["calls"]
    for call in told["calls"]:
        assert call["does"].endswith(".") and all(one.endswith(".") for one in call["takes"].values())


def test_the_client_has_every_call(room):
    calls = {call["call"].rpartition("/")[2] for call in room.controlled("", "GET")[1]["calls"]}
    methods = {name for name, _ in inspect.getmembers(ControlClient, inspect.isfunction) if not name.startswith("_")}
    assert methods == calls


@pytest.mark.parametrize(
    ("name", "method", "body", "status", "error"),
    [
        ("stpe", "POST", "{}", 404, "There is no control call 'stpe'. Did you mean 'step'?"),
        ("step", "GET", "", 405, "step is asked for with POST, not GET."),
        ("step", "POST", "{", 400, "step: the body is not JSON: "),
        ("step", "POST", "[1]", 400, "step: the body is a JSON object, not [1]."),
        ("step", "POST", "{}", 400, "step needs seconds: Virtual seconds."),
        ("step", "POST", '{"second": 1}', 400, "step: there is no 'second'. Did you mean 'seconds'?"),
        ("step", "POST", '{"seconds": "1"}', 400, "step: seconds is a number, not '1'."),
        ("step", "POST", '{"seconds": true}', 400, "step: seconds is a number, not True."),
        ("step", "POST", '{"seconds": -1}', 400, "step: seconds is at least 0, not -1."),
        ("step", "POST", '{"seconds": 1e999}', 400, "step: seconds is at least 0, not inf."),
        ("pause", "POST", '{"now": 1}', 400, "pause: there is no 'now'. It takes nothing."),
        (
            "fail",
            "POST",
            '{"resource": "A", "action": "make"}',
            400,
            "fail: action is one of create, update, delete, not 'make'.",
        ),
        (
            "fail",
            "POST",
            '{"resource": "A", "region": "eu-centrl-1"}',
            400,
            "fail: there is no region 'eu-centrl-1'. Did you mean eu-central-1?",
        ),
        ("fail", "POST", '{"resource": "A", "times": 1.5}', 400, "fail: times is a whole number, not 1.5."),
        ("refuse", "POST", '{"service": "s4"}', 400, "refuse: there is no service 's4': use boto3's names."),
        (
            "refuse",
            "POST",
            '{"service": "s3", "operation": "put_object"}',
            400,
            "refuse: s3 has no operation 'put_object': use botocore's names.",
        ),
        ("lose", "POST", '{"region": "*"}', 400, "lose is for one region: name it."),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(room, name, method, body, status, error):
    found, told = room.controlled(name, method, body)
    assert found == status and told["error"].startswith(error)
