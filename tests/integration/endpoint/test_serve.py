"""``tapstack serve`` as a process: what it prints, how it begins, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

QUEUE = '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}'


def command(*arguments):
    return [sys.executable, "-m", "tapstack", "serve", *arguments]


@contextmanager
def running(*arguments):
    """A process whose first line has been read; it is killed if the test does not end it."""
    asked = command("--port", "0", *arguments)
    process = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process, process.stdout.readline().strip()
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()


def formation(url):
    session = boto3.session.Session("testing", "testing", region_name="us-east-1")
    return session.client("cloudformation", endpoint_url=url, config=Config(retries={"total_max_attempts": 1}))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_what_happens_and_ends_with_0_while_a_stack_is_being_made(number):
    with running("--speed", "50") as (process, url):
        assert urlsplit(url).hostname == "127.0.0.1"
        formation(url).create_stack(StackName="one", TemplateBody=QUEUE)
        process.send_signal(number)
        out, errors = process.communicate(timeout=10)
    assert process.returncode == 0 and out == "" and "Traceback" not in errors
    lines = errors.splitlines()
    assert "tapstack: us-east-1 CreateStack one: 200" in lines
    assert "tapstack: us-east-1 one Q CREATE_IN_PROGRESS" in lines


def test_quiet_says_nothing():
    with running("--quiet") as (process, url):
        formation(url).create_stack(StackName="one", TemplateBody=QUEUE)
        process.terminate()
        out, errors = process.communicate(timeout=10)
    assert (process.returncode, out, errors) == (0, "", "")


def test_it_listens_to_this_machine_only_and_answers_rubbish():
    with running() as (process, url):
        port = urlsplit(url).port
        rubbish = [b"\x16\x03\x01\x02\x00\x01\xfc\x03\x03\r\n\r\n", b"GET\r\n\r\n", b"POST / HTTP/9.9\r\n\r\n"]
        for data in rubbish:
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: connection.recv(65_536), b""))
            assert b"<Code>MalformedRequest</Code>" in answer and b"Traceback" not in answer
        formation(url).list_stacks()
        told = subprocess.run(command("--port", str(port)), capture_output=True, text=True, check=False)
        process.terminate()
        errors = process.communicate(timeout=10)[1]
    assert (told.returncode, told.stdout) == (2, "") and len(told.stderr.splitlines()) == 1
    assert f"Port {port} is in use." in told.stderr and "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "70000"], "70000"),
        (["--speed", "-1"], "-1"),
        (["--state", "/"], "/"),
        (["--state", "none/state"], "cannot be kept there"),
    ],
)
def test_a_wrong_option_is_2_with_one_line(tmp_path, arguments, words):
    told = subprocess.run(command(*arguments), capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (told.returncode, told.stdout) == (2, "") and words in told.stderr
    assert len(told.stderr.splitlines()) == 1 and "Traceback" not in told.stderr


def test_another_seed_than_that_of_the_state_is_refused(tmp_path):
    with running("--state", str(tmp_path / "state"), "--seed", "7"):
        pass
    arguments = ["--port", "0", "--state", str(tmp_path / "state"), "--seed", "8"]
    told = subprocess.run(command(*arguments), capture_output=True, text=True, check=False)
    assert told.returncode == 2 and "was begun with the seed 7, not 8." in told.stderr
