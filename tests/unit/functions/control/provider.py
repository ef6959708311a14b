"""CloudFormation in front of the provider of custom resources: a real answer address, and a clock that tests move."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from typing import Any

import boto3
import pytest

SOURCE, TARGET = "us-east-1", "eu-central-1"
STACK = f"arn:aws:cloudformation:{SOURCE}:123456789012:stack/trading/1"
SECRET = "X-Amz-Signature=do-not-print"
TABLE = "migration-state-verify"
CONTRACT = {
    "VpcId": "vpc-1",
    "VpcCidr": "10.1.0.0/16",
    "RouteTableIds": "rtb-1,rtb-2",
    "KmsKeyArn": "arn:aws:kms:eu-central-1:123456789012:key/1",
    "BucketName": "trading-data-verify-123456789012-eu-central-1",
    "VaultArn": "arn:aws:backup:eu-central-1:123456789012:backup-vault:trading-vault-verify",
    "BusArn": "arn:aws:events:eu-central-1:123456789012:event-bus/trading-migration-verify",
}


CONTRACT_PROPERTIES = {
    "ServiceToken": "arn",
    "PeerRegion": TARGET,
    "ContractPath": "/trading-platform/verify/contract",
    "ContractRevision": "1",
}


BACKUP_PROPERTIES = {"ResourceTypes": ["DynamoDB", "S3"], "AdvancedResourceTypes": ["DynamoDB"]}
RECORDED = {"Recorded": "true", "Reason": ""}


def record_properties(revision: int = 1, active: str = SOURCE, stack: str = STACK) -> dict[str, Any]:
    return {
        "MigrationId": "move-1",
        "Revision": str(revision),
        "ActiveRegion": active,
        "StackId": stack,
        "After": ["ignored"],
    }


def publish_contract(**values: str) -> None:
    ssm = boto3.client("ssm", TARGET)
    for name, value in values.items():
        ssm.put_parameter(Name=f"/trading-platform/verify/contract/{name}", Value=value, Type="String")


class Listener(BaseHTTPRequestHandler):
    """Keeps what is sent to it and answers what its server was told to."""

    def do_PUT(self) -> None:
        self.take("PUT")

    def do_POST(self) -> None:
        self.take("POST")

    def take(self, method: str) -> None:
        server = self.server
        assert isinstance(server, Server)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.requests.append((method, self.path, self.headers.get("Content-Type"), body))
        status, answer = server.replies.pop(0) if server.replies else (200, b"{}")
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """A server on a free port of this machine; ``replies`` are given in turn, then 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Listener)
        self.requests: list[tuple[str, str, str, bytes]] = []
        self.replies: list[tuple[int, bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


def unused_address() -> str:
    """An address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


@dataclass
class Clock:
    """A clock that moves when somebody sleeps, and then does what is to happen meanwhile."""

    seconds: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def time(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        self.meanwhile()


@dataclass
class Context:
    """What Lambda says of the invocation."""

    milliseconds: int = 120_000

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


@dataclass
class Provider:
    """The function in one region, and CloudFormation in front of it."""

    module: ModuleType
    server: Server
    capsys: pytest.CaptureFixture[str]
    context: Context = field(default_factory=Context)
    asked: int = 0

    def ask(self, type_: str, properties: Any, action: str = "Create", **more: Any) -> dict[str, Any]:
        """Send a request and give the one answer to it."""
        self.asked += 1
        before = len(self.server.requests)
        event = {
            "RequestType": action,
            "ResponseURL": f"{self.server.address}/answers/1?{SECRET}",
            "StackId": STACK,
            "RequestId": f"request-{self.asked}",
            "LogicalResourceId": "Peer",
            "ResourceType": f"Custom::{type_}",
            "ResourceProperties": properties,
            **more,
        }
        self.module.handler(event, self.context)
        assert SECRET not in "".join(self.capsys.readouterr())
        answers = self.server.requests[before:]
        assert [(method, path, kind) for method, path, kind, _ in answers] == [("PUT", f"/answers/1?{SECRET}", "")]
        answer: dict[str, Any] = json.loads(answers[0][3])
        assert answer["StackId"] == STACK and answer["RequestId"] == event["RequestId"]
        return answer

    def tell(self, status: str, time: str, stack: str = STACK) -> None:
        """Send a stack status change."""
        detail = {"stack-id": stack, "status-details": {"status": status, "status-reason": ""}}
        event = {"source": "aws.cloudformation", "detail-type": "CloudFormation Stack Status Change", "time": time}
        self.module.handler({**event, "detail": detail}, self.context)


@dataclass
class State:
    """The state table."""

    def item(self, step: str) -> dict[str, Any]:
        table = boto3.resource("dynamodb", TARGET).Table(TABLE)
        return dict(table.get_item(Key={"MigrationId": "move-1", "Step": step}).get("Item", {}))

    def put(self, step: str, **attributes: Any) -> None:
        table = boto3.resource("dynamodb", TARGET).Table(TABLE)
        table.put_item(Item={"MigrationId": "move-1", "Step": step, **attributes})
