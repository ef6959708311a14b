"""The gate: while a simulation runs, the process opens connections to loopback only."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class ForbiddenHostError(OSError):
    """Something in the simulation asked for a host that is neither simulated nor loopback."""

    def __init__(self, host: object) -> None:
        super().__init__(f"the simulation reaches nothing but loopback, and {host!r} was asked for")


@contextmanager
def only_loopback() -> Iterator[None]:
    """While connecting, or looking up a name, anywhere else raises ForbiddenHostError. May be nested."""
    kind: Any = socket.socket
    before = (kind.connect, kind.connect_ex, kind.sendto, socket.getaddrinfo)
    kind.connect = _guarded(before[0])
    kind.connect_ex = _guarded(before[1])
    kind.sendto = _guarded_sendto(before[2])
    socket.getaddrinfo = _guarded_lookup(before[3])
    try:
        yield
    finally:
        kind.connect, kind.connect_ex, kind.sendto, socket.getaddrinfo = before


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def checked(connection: socket.socket, address: Any) -> Any:
        _refuse(connection, address)
        return connect(connection, address)

    return checked


def _guarded_sendto(sendto: Callable[..., Any]) -> Callable[..., Any]:
    def checked(connection: socket.socket, data: bytes, *rest: Any) -> Any:
        _refuse(connection, rest[-1])
        return sendto(connection, data, *rest)

    return checked


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def checked(host: Any, *rest: Any, **named: Any) -> Any:
        if host is not None and not is_loopback(host):
            raise ForbiddenHostError(host)
        return lookup(host, *rest, **named)

    return checked


def _refuse(connection: socket.socket, address: Any) -> None:
    inside = connection.family == socket.AF_UNIX or (isinstance(address, tuple) and is_loopback(address[0]))
    if not inside:
        raise ForbiddenHostError(address[0] if isinstance(address, tuple) else address)


def is_loopback(host: str | bytes) -> bool:
    """Whether a host name or address is this machine."""
    text = host.decode() if isinstance(host, bytes) else host
    if text in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False
