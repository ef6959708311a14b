"""A gateway in this process, without a port: boto3's clients of it, and control calls."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError

from tapstack.endpoint.control import Control, Desk
from tapstack.endpoint.gateway import DroppedError, Gateway
from tapstack.endpoint.house import House
from tapstack.endpoint.pace import Pace
from tapstack.endpoint.state import Journal
from tapstack.endpoint.state.recorder import Recorder

QUEUE = {"Type": "AWS::SQS::Queue"}
ONCE = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})


class Room:
    """Time passes by steps only."""

    def __init__(self, house: House, recorder: Recorder) -> None:
        lock = threading.Lock()
        self.house = house
        self.said: list[str] = []
        self.pace = Pace(lambda: house.account.clock, lock, 0, self.said.append)
        self.recorder = recorder
        self.gateway = Gateway(house, lock, Control(Desk(house, self.pace), recorder), recorder)

    def client(self, service: str, region: str = "us-east-1") -> Any:
        """A client whose requests go through the gateway as HTTP would bring them; nothing is tried again."""
        session = boto3.session.Session("testing", "testing", region_name=region)
        client = session.client(service, endpoint_url="http://127.0.0.1:4599", config=ONCE)
        client.meta.events.register_first("before-send", self._sent)
        return client

    def _sent(self, request: Any, **_: Any) -> AWSResponse:
        body = request.body or b""
        body = body.read() if hasattr(body, "read") else body
        headers = {
            name: value.decode() if isinstance(value, bytes) else value for name, value in request.headers.items()
        }
        try:
            status, told, answer = self.raw(request.method, request.url, headers, body)
        except DroppedError as error:
            raise ConnectionClosedError(endpoint_url=request.url) from error
        return AWSResponse(request.url, status, told, _Raw(answer))

    def raw(
        self, method: str, url: str, headers: dict[str, str], body: bytes | str = b""
    ) -> tuple[int, dict[str, str], bytes]:
        """A request of HTTP: status, headers and body of its answer."""
        parts, body = urlsplit(url), body.encode() if isinstance(body, str) else body
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote(parts.path) or "/",
            "QUERY_STRING": parts.query,
            "RAW_URI": url[len(f"{parts.scheme}://{parts.netloc}") :] if parts.netloc else url,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "4599",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": parts.netloc or "127.0.0.1:4599",
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.errors": io.StringIO(),
            "wsgi.input": io.BytesIO(body),
        }
        for name, value in headers.items():
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        environ["CONTENT_LENGTH"] = str(len(body))
        environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
        told: list[Any] = []
        parts_of_body = self.gateway(environ, lambda status, given: told.extend((status, given)))
        return int(told[0].split()[0]), dict(told[1]), b"".join(parts_of_body)

    def control(self, name: str, method: str = "POST", **given: Any) -> dict[str, Any]:
        """A control call that succeeds."""
        status, told = self.controlled(name, method, json.dumps(given))
        assert status == 200, told
        return told

    def controlled(self, name: str, method: str = "POST", body: str = "") -> tuple[int, dict[str, Any]]:
        """A control call: status and answer."""
        status, _, answer = self.raw(method, f"/_tapstack/{name}", {}, body)
        return status, json.loads(answer)

    def stack(self, resources: dict[str, Any], name: str = "one", region: str = "us-east-1", **more: Any) -> str:
        """Begin a stack of these resources; its id."""
        body = json.dumps({"Resources": resources})
        made = self.client("cloudformation", region).create_stack(StackName=name, TemplateBody=body, **more)
        return str(made["StackId"])

    def status(self, name: str = "one", region: str = "us-east-1") -> str:
        """How a stack stands, by its name or id."""
        formation = self.client("cloudformation", region)
        return str(formation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"])

    def reasons(self, logical_id: str, name: str = "one", region: str = "us-east-1") -> list[str]:
        """What is said of a resource, the last first."""
        events = self.client("cloudformation", region).describe_stack_events(StackName=name)["StackEvents"]
        return [one.get("ResourceStatusReason", "") for one in events if one["LogicalResourceId"] == logical_id]


class _Raw(io.BytesIO):
    """A body as urllib3 has it."""

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        """All of it."""
        yield self.read()

    def release_conn(self) -> None:
        """There is none."""


@contextmanager
def room(state: Path | None = None, seed: int = 0) -> Iterator[Room]:
    """A room with an empty account, or with what a file keeps."""
    with ExitStack() as stack:
        journal = None if state is None else stack.enter_context(Journal(state))
        start = journal.start if journal else None
        house = stack.enter_context(House(seed=seed, start=start))
        made = Room(house, Recorder(house, journal))
        if journal is not None and start is not None:
            made.recorder.replay(made.gateway)
        elif journal is not None:
            made.recorder.begin()
        yield made
