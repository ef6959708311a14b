import io
import itertools
import json
import textwrap
import zipfile
from typing import Any

import pytest

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.functions import InProcess, deployed


def archive(files):
    """A zip archive of sources by path."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for path, source in files.items():
            opened.writestr(path, textwrap.dedent(source))
    return buffer.getvalue()


class Account:
    """Functions of one account: they are put there by Lambda's API, and called by the runner."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.runner = InProcess(cloud)
        trust = json.dumps({"Version": "2012-10-17", "Statement": []})
        made = cloud.client("iam", "us-east-1").create_role(RoleName="functions", AssumeRolePolicyDocument=trust)
        self.role = made["Role"]["Arn"]
        self._names = (f"function-{number}" for number in itertools.count())
        self._requests = (f"request-{number}" for number in itertools.count())

    def put(self, source, region="us-east-1", **settings):
        """The ARN of a new function; ``source`` is its index.py, or all its files."""
        files = {"index.py": source} if isinstance(source, str) else source
        given: dict[str, Any] = {"FunctionName": next(self._names), "Runtime": "python3.13", "Handler": "index.handler"}
        given |= {"Role": self.role, "Code": {"ZipFile": archive(files)}, **settings}
        return self.cloud.client("lambda", region).create_function(**given)["FunctionArn"]

    def replace(self, arn, source):
        self.cloud.client("lambda", "us-east-1").update_function_code(
            FunctionName=arn, ZipFile=archive({"index.py": source})
        )

    def answer(self, arn, event=None):
        return self.runner.invoke(deployed(self.cloud, arn), event, next(self._requests))

    def call(self, arn, event=None):
        """What the function returns."""
        answer = self.answer(arn, event)
        assert answer.fault is None, answer.log
        return json.loads(answer.payload)


@pytest.fixture(scope="module")
def account():
    with open_cloud() as cloud:
        yield Account(cloud)
