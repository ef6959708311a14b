"""What a function finds around it."""

import logging
import os
import sys

import boto3
import pytest

from tapstack.simulate.cloud import ACCOUNT

SHOWS = "import os\ndef handler(event, context):\n    return dict(os.environ)"


@pytest.fixture(scope="module")
def found(account):
    arn = account.put(SHOWS, "eu-central-1", MemorySize=256, Environment={"Variables": {"STAGE": "test"}})
    return arn, account.call(arn)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAGE", "test"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_DEFAULT_REGION", "eu-central-1"),
        ("AWS_EXECUTION_ENV", "AWS_Lambda_python3.13"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("_HANDLER", "index.handler"),
        ("TZ", ":UTC"),
    ],
)
def test_a_variable_is_what_lambda_sets(found, name, value):
    assert found[1][name] == value


def test_the_variables_tell_its_name_and_its_log(found):
    arn, variables = found
    name = arn.rpartition(":")[2]
    assert variables["AWS_LAMBDA_FUNCTION_NAME"] == name
    assert variables["AWS_LAMBDA_LOG_GROUP_NAME"] == f"/aws/lambda/{name}"
    assert variables["AWS_LAMBDA_LOG_STREAM_NAME"].startswith("2026/01/05/[$LATEST]")


def test_nothing_of_the_users_environment_is_there(account, monkeypatch):
    monkeypatch.setenv("HOME", "/elsewhere")
    monkeypatch.setenv("SECRET", "x")
    before = dict(os.environ)
    variables = account.call(account.put(SHOWS))
    assert not {"HOME", "SECRET", "USER", "VIRTUAL_ENV", "PYTHONPATH"} & variables.keys()
    assert os.environ["PATH"] not in variables.values()
    assert dict(os.environ) == before


def test_a_variable_that_it_sets_is_there_in_the_next_call_and_nowhere_else(account):
    source = "import os\ndef handler(event, context):\n    return os.environ.setdefault('SEEN', str(event))"
    arn, other = account.put(source), account.put(source)
    assert [account.call(arn, 1), account.call(arn, 2), account.call(other, 3)] == ["1", "1", "3"]
    assert "SEEN" not in os.environ


def test_the_files_of_its_archive_are_where_the_variables_say(account):
    source = """
    import os
    from pathlib import Path

    def handler(event, context):
        return Path(os.environ["LAMBDA_TASK_ROOT"], "data.txt").read_text()
    """
    assert account.call(account.put({"index.py": source, "data.txt": "data"})) == "data"


@pytest.mark.parametrize(
    "client",
    [
        "boto3.client('sqs')",
        "boto3.resource('sqs').meta.client",
        "boto3.Session().client('sqs')",
        "boto3.session.Session(region_name='us-east-1').client('sqs')",
        "botocore.session.get_session().create_client('sqs', region_name='us-east-1')",
        "boto3.client('sqs', region_name='us-east-1')",
    ],
)
def test_whatever_client_it_makes_reaches_the_simulated_services(account, client):
    account.cloud.client("sqs", "us-east-1").create_queue(QueueName="here")
    source = (
        f"import boto3, botocore.session\ndef handler(event, context):\n    return {client}.list_queues()['QueueUrls']"
    )
    assert account.call(account.put(source))[0].endswith(f"/{ACCOUNT}/here")


@pytest.mark.parametrize("client", ["boto3.client('backup')", "boto3.Session().client('backup')"])
def test_its_clients_are_answered_what_moto_does_not_know(account, client):
    source = f"import boto3\ndef handler(event, context):\n    return {client}.describe_region_settings()['ResourceTypeOptInPreference']"
    assert account.call(account.put(source))["DynamoDB"] is True


def test_its_clients_are_of_its_own_region(account):
    source = "import boto3\ndef handler(event, context):\n    return boto3.client('sqs').meta.region_name"
    assert account.call(account.put(source, "eu-central-1")) == "eu-central-1"
    assert boto3.DEFAULT_SESSION is None or boto3.DEFAULT_SESSION.region_name != "eu-central-1"


def test_no_host_outside_is_reached(account):
    source = "import urllib.request\ndef handler(event, context):\n    urllib.request.urlopen('http://example.com/')"
    fault = account.answer(account.put(source)).fault
    assert fault.type == "URLError" and "loopback" in fault.message


def test_what_is_printed_or_logged_is_its_log(account, capsys, caplog):
    source = """
    import logging, sys
    logging.getLogger().setLevel(logging.INFO)
    held = sys.stdout

    def handler(event, context):
        print("one")
        print("two", file=sys.stderr)
        logging.getLogger("mine").info("three")
        logging.debug("not this")
        held.write("four\\n")
    """
    arn = account.put(source)
    logs = [account.answer(arn).log.splitlines() for _ in range(2)]
    for log in logs:
        assert [log[0], log[1], log[3]] == ["one", "two", "four"]
        assert log[2].startswith("[INFO]\t2026-01-05T09:00:00.000Z\trequest-")
        assert log[2].endswith("\tthree")
    assert logs[0] != logs[1]
    assert capsys.readouterr().out == "" and caplog.text == ""


def test_a_handler_of_its_own_keeps_its_filters(account):
    source = """
    import logging
    logging.basicConfig(format="%(message)s", force=True)
    logging.getLogger().handlers[0].addFilter(lambda record: "secret" not in record.getMessage())

    def handler(event, context):
        logging.warning("secret")
        logging.warning("told")
    """
    arn = account.put(source)
    assert [account.answer(arn).log for _ in range(2)] == ["told\n", "told\n"]


def test_less_than_a_warning_is_not_logged_unless_it_asks(account):
    source = "import logging\ndef handler(event, context):\n    logging.info('quiet')\n    logging.warning('loud')"
    assert account.answer(account.put(source)).log.splitlines()[0].endswith("\tloud")


def test_the_log_of_this_process_is_as_it_was(account):
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.stdout
    account.call(
        account.put("import logging\nlogging.basicConfig(level=1, force=True)\ndef handler(event, context): pass")
    )
    assert (root.handlers, root.level, sys.stdout) == before


def test_the_context_tells_who_it_is(account):
    source = """
    def handler(event, context):
        context.log("said")
        return {name: getattr(context, name) for name in event}
    """
    arn = account.put(source, MemorySize=512)
    names = ["function_name", "function_version", "invoked_function_arn", "memory_limit_in_mb", "log_group_name"]
    answer = account.answer(arn, [*names, "client_context", "aws_request_id"])
    name = arn.rpartition(":")[2]
    assert f'"{names[0]}": "{name}", "{names[1]}": "$LATEST", "{names[2]}": "{arn}"' in answer.payload
    assert f'"512", "{names[4]}": "/aws/lambda/{name}", "client_context": null, "aws_request_id": "r' in answer.payload
    assert answer.log == "said"


def test_context_and_variables_name_the_same_log_stream(account):
    source = "import os\ndef handler(event, context):\n    return context.log_stream_name == os.environ['AWS_LAMBDA_LOG_STREAM_NAME']"
    assert account.call(account.put(source)) is True
