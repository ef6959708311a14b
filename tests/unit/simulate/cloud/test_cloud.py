"""The simulated account: closed, repeatable, at a standing time."""

import os
import socket
import time
import urllib.request

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from tapstack.simulate.cloud import START, ForbiddenHostError, open_cloud


def test_the_settings_of_the_user_are_put_aside_and_come_back(monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://example.com")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com")
    with open_cloud():
        assert not {"AWS_PROFILE", "AWS_ENDPOINT_URL", "HTTPS_PROXY"} & os.environ.keys()
        assert os.environ["AWS_ACCESS_KEY_ID"] == "testing"
    assert os.environ["AWS_PROFILE"] == "production"


@pytest.mark.parametrize("host", ["example.com", "10.0.0.1", "169.254.169.254"])
def test_no_other_host_is_reached(host):
    with open_cloud(), pytest.raises(ForbiddenHostError, match="loopback"):
        socket.create_connection((host, 80), timeout=1)


def test_a_url_is_not_fetched():
    with open_cloud(), pytest.raises(OSError, match="loopback"):
        urllib.request.urlopen("http://example.com/")


def test_a_request_that_moto_leaves_alone_ends_at_the_gate():
    with open_cloud(), pytest.raises(EndpointConnectionError):
        boto3.client("sqs", "us-east-1", endpoint_url="https://example.com").list_queues()


def test_a_client_that_a_function_makes_is_simulated_too():
    with open_cloud() as cloud:
        cloud.client("sqs", "us-east-1").create_queue(QueueName="q")
        assert len(boto3.client("sqs", region_name="us-east-1").list_queues()["QueueUrls"]) == 1


def test_loopback_is_reached():
    with open_cloud(), socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname(), timeout=1) as made:
            assert made.getpeername() == server.getsockname()


def test_afterwards_the_process_is_open_again():
    before = socket.socket.connect, socket.getaddrinfo
    with open_cloud():
        assert socket.socket.connect is not before[0]
    assert (socket.socket.connect, socket.getaddrinfo) == before


def test_time_stands_still():
    with open_cloud():
        assert time.time() == START.timestamp()


def test_time_is_what_it_is_set_to():
    with open_cloud() as cloud:
        cloud.set_time(START.replace(hour=12))
        assert time.time() == START.timestamp() + 3 * 3600


def test_ids_follow_from_the_seed():
    def made(seed):
        with open_cloud(seed=seed) as cloud:
            return cloud.client("ec2", "us-east-1").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]

    assert made(1) == made(1) != made(2)


def test_an_account_is_empty_when_it_is_opened():
    with open_cloud() as cloud:
        cloud.client("sqs", "us-east-1").create_queue(QueueName="q")
    with open_cloud() as cloud:
        assert "QueueUrls" not in cloud.client("sqs", "us-east-1").list_queues()


@pytest.mark.parametrize("call", ["connect", "connect_ex"])
def test_a_socket_is_not_connected_to_an_address_outside(call):
    with open_cloud(), socket.socket() as made, pytest.raises(ForbiddenHostError):
        getattr(made, call)(("10.0.0.1", 80))


def test_a_datagram_is_not_sent_outside():
    with open_cloud(), socket.socket(type=socket.SOCK_DGRAM) as made, pytest.raises(ForbiddenHostError):
        made.sendto(b"x", ("10.0.0.1", 53))


def test_a_program_on_this_machine_is_reached_by_its_socket_file(tmp_path):
    with open_cloud(), socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as made:
        server.bind(str(tmp_path / "s"))
        server.listen()
        made.connect(str(tmp_path / "s"))
        assert made.getpeername() == str(tmp_path / "s")
