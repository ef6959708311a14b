"""Where answers are put."""

import socket
import threading
import urllib.parse

import pytest

from tapstack.simulate.adapters.custom.mailbox import mailbox
from tests.unit.simulate.adapters.custom.conftest import put


def raw(url, text):
    """What comes back for text that is sent as it is."""
    address = urllib.parse.urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(text.encode())
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile().readline()


def test_what_is_put_there_is_kept_in_order():
    with mailbox("a/b") as box:
        assert [put(box.url, text) for text in ("one", "two")] == [200, 200]
    assert [letter.body for letter in box.letters] == [b"one", b"two"]


def test_the_address_is_of_this_machine_and_looks_presigned():
    with mailbox("a/b") as box:
        address = urllib.parse.urlsplit(box.url)
    assert (address.scheme, address.hostname, address.path) == ("http", "127.0.0.1", "/a/b")
    assert {"X-Amz-Algorithm", "X-Amz-Expires", "X-Amz-Signature"} <= urllib.parse.parse_qs(address.query).keys()


def test_two_boxes_have_two_addresses():
    with mailbox("a/b") as one, mailbox("a/b") as other:
        put(one.url, "x")
        assert (len(one.letters), len(other.letters)) == (1, 0)


@pytest.mark.parametrize(
    "wrong", [lambda url: url.replace("/a/b", "/a/c"), lambda url: url.partition("?")[0] + "?", lambda url: url + "0"]
)
def test_who_does_not_know_the_address_is_refused(wrong):
    with mailbox("a/b") as box:
        assert put(wrong(box.url), "x") == 403
    assert box.letters == []


@pytest.mark.parametrize(("type_", "status"), [("", 200), ("application/json", 403)])
def test_the_url_is_signed_for_an_empty_content_type(type_, status):
    with mailbox("a/b") as box:
        assert put(box.url, "x", **{"Content-Type": type_}) == status


@pytest.mark.parametrize("length", ["", "Content-Length: x\r\n", "Transfer-Encoding: chunked\r\n"])
def test_an_answer_says_how_long_it_is(length):
    with mailbox("a/b") as box:
        path = box.url.partition("/a/")[2]
        assert raw(box.url, f"PUT /a/{path} HTTP/1.1\r\n{length}\r\n").split()[1] == "411"
    assert box.letters == []


def test_an_answer_that_is_cut_off_is_none():
    with mailbox("a/b") as box:
        path = box.url.partition("/a/")[2]
        assert raw(box.url, f"PUT /a/{path} HTTP/1.1\r\nContent-Length: 9\r\n\r\nshort").split()[1] == "400"
    assert box.letters == []


def test_nothing_else_than_put_is_taken():
    with mailbox("a/b") as box:
        path = box.url.partition("/a/")[2]
        assert raw(box.url, f"POST /a/{path} HTTP/1.1\r\nContent-Length: 0\r\n\r\n").split()[1] == "501"


def test_afterwards_nobody_listens_and_nothing_runs():
    threads = threading.active_count()
    with mailbox("a/b") as box:
        assert threading.active_count() == threads + 1
    assert threading.active_count() == threads
    with pytest.raises(ConnectionRefusedError):
        put(box.url, "x")


def test_an_answer_counts_whose_sender_does_not_wait():
    with mailbox("a/b") as box:
        address = urllib.parse.urlsplit(box.url)
        request = f"PUT {address.path}?{address.query} HTTP/1.1\r\nContent-Length: 1\r\n\r\nx"
        with socket.create_connection((address.hostname, address.port)) as connection:
            connection.sendall(request.encode())
    assert [letter.body for letter in box.letters] == [b"x"]


@pytest.mark.parametrize("sent", ["", "PUT {} HTTP/1.1\r\nContent-Length: 9\r\n\r\nshort"])
def test_who_does_not_send_what_was_announced_keeps_nobody(sent):
    with mailbox("a/b") as box:
        address = urllib.parse.urlsplit(box.url)
        left = socket.create_connection((address.hostname, address.port))
        left.sendall(sent.format(f"{address.path}?{address.query}").encode())
    left.close()
    assert box.letters == []
