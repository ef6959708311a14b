"""What Lambda says of a function that fails."""

import json

import pytest

REQUEST = "RequestId: request-{} Error: "


def fault(account, source, **settings):
    return account.answer(account.put(source, **settings)).fault


def test_an_exception_is_told_by_its_type_message_and_frames(account):
    source = """
    def inner():
        raise KeyError("missing")

    def handler(event, context):
        inner()
    """
    answer = account.answer(account.put(source))
    told = json.loads(answer.payload)
    assert (told["errorType"], told["errorMessage"]) == ("KeyError", "'missing'")
    assert told["requestId"].startswith("request-")
    assert [line.splitlines()[0] for line in told["stackTrace"]] == [
        '  File "/var/task/index.py", line 6, in handler',
        '  File "/var/task/index.py", line 3, in inner',
    ]
    assert answer.log.splitlines()[:3] == [
        "[ERROR] KeyError: 'missing'",
        "Traceback (most recent call last):",
        '  File "/var/task/index.py", line 6, in handler',
    ]


@pytest.mark.parametrize(
    ("source", "handler", "type_", "message"),
    [
        (
            "import nothing",
            "index.handler",
            "ImportModuleError",
            "Unable to import module 'index': No module named 'nothing'",
        ),
        ("X = 1", "other.handler", "ImportModuleError", "Unable to import module 'other': No module named 'other'"),
        ("X = 1", "index.handler", "HandlerNotFound", "Handler 'handler' missing on module 'index'"),
        (
            "X = 1",
            "handler",
            "MalformedHandlerName",
            "Bad handler 'handler': not enough values to unpack (expected 2, got 1)",
        ),
        ("X = 1", "sys.exit", "BuiltInModuleConflict", "Cannot use built-in module sys as a handler module"),
        (
            "def x(:",
            "index.handler",
            "UserCodeSyntaxError",
            "Syntax error in module 'index': invalid syntax (index.py, line 1)",
        ),
    ],
)
def test_a_handler_that_cannot_be_loaded(account, source, handler, type_, message):
    found = fault(account, source, Handler=handler)
    assert (found.type, found.message) == (f"Runtime.{type_}", message)


def test_an_exception_while_it_is_imported_is_its_own(account):
    found = fault(account, "import os\nos.nothing")
    assert (found.type, found.message) == ("AttributeError", "module 'os' has no attribute 'nothing'")


@pytest.mark.parametrize(
    ("end", "how"),
    [
        ("sys.exit(0)", "without providing a reason"),
        ("sys.exit()", "without providing a reason"),
        ("sys.exit(2)", "with error: exit status 2"),
        ("sys.exit('why')", "with error: exit status 1"),
        ("os._exit(3)", "with error: exit status 3"),
        ("raise GeneratorExit", "with error: exit status 1"),
    ],
)
@pytest.mark.parametrize("place", ["{}\ndef handler(event, context): pass", "def handler(event, context):\n    {}"])
def test_a_function_that_ends_its_process(account, end, how, place):
    found = fault(account, "import os, sys\n" + place.format(end))
    assert found.type == "Runtime.ExitError"
    assert found.message.endswith(f" Error: Runtime exited {how}")


@pytest.mark.parametrize("value", ["{1}", "object()", "{(1, 2): 3}", "b''.join"])
def test_an_answer_that_is_no_json(account, value):
    found = fault(account, f"def handler(event, context):\n    return {value}")
    assert found.type == "Runtime.MarshalError"
    assert found.message.startswith("Unable to marshal response: ")


def test_an_error_of_its_own_about_json_is_not_taken_for_the_answers(account):
    found = fault(account, "import json\ndef handler(event, context):\n    json.dumps({1})")
    assert (found.type, found.message) == ("TypeError", "Object of type set is not JSON serializable")


def test_an_interruption_is_the_users_and_no_answer(account):
    with pytest.raises(KeyboardInterrupt):
        account.answer(account.put("def handler(event, context):\n    raise KeyboardInterrupt"))


def test_too_deep_a_recursion_is_an_exception_as_any_other(account):
    assert fault(account, "def handler(event, context):\n    handler(event, context)").type == "RecursionError"
