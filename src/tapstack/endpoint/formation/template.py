"""The template of a request: from its body, or from the bucket that its URL names.

Source: botocore cloudformation, CreateStackInput: a body of at most 51,200 bytes, or a URL of at most 1 MB in S3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from botocore.exceptions import ClientError

from tapstack.render import compile_template
from tapstack.simulate.engine.errors import invalid
from tapstack.template.load import loads
from tapstack.template.parameters import ParameterSet

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.render import Program

MOST_INLINE = 51_200
MOST_BY_URL = 1_048_576
_HOST = re.compile(
    r"(?:(?P<bucket>[a-z0-9.-]+)\.)?s3(?:[.-](?:dualstack\.)?(?P<region>[a-z0-9-]+))?\.amazonaws\.com(?:\.cn)?"
)


def given(params: Mapping[str, Any]) -> bool:
    """Whether a request brings a template."""
    return "TemplateBody" in params or "TemplateURL" in params


def text(account: Account, region: str, params: Mapping[str, Any]) -> str:
    """The text that a request brings. Raises StackError where it brings none, two, or one that is too large."""
    if ("TemplateBody" in params) == ("TemplateURL" in params):
        raise invalid("Either Template URL or Template Body must be specified.")
    if "TemplateURL" in params:
        return _fetched(account, region, params["TemplateURL"])
    body: str = params["TemplateBody"]
    if len(body.encode()) > MOST_INLINE:
        shown = f"Value '{body[:100]}...' at 'templateBody' failed to satisfy constraint"
        message = f"Member must have length less than or equal to {MOST_INLINE}"
        raise invalid(f"1 validation error detected: {shown}: {message}")
    return body


@lru_cache(maxsize=64)
def program(body: str) -> Program:
    """The template, compiled. Raises InputError where it is none."""
    template = loads(body, "TemplateBody")
    return compile_template(template, ParameterSet(template))


def _fetched(account: Account, region: str, url: str) -> str:
    bucket, key = _place(url)
    try:
        body: bytes = account.client("s3", region).get_object(Bucket=bucket, Key=key)["Body"].read()
    except ClientError as error:
        found = error.response["Error"]
        raise invalid(f"S3 error: {found.get('Message', found['Code'])}") from error
    if len(body) > MOST_BY_URL:
        raise invalid(f"Template may not exceed {MOST_BY_URL} bytes in size.")
    return body.decode()


def _place(url: str) -> tuple[str, str]:
    """Bucket and key of a URL, in either of S3's two styles."""
    parts = urlsplit(url)
    host = _HOST.fullmatch(parts.netloc)
    path = unquote(parts.path).lstrip("/")
    bucket = host and host["bucket"]
    if host and not bucket:
        bucket, _, path = path.partition("/")
    if parts.scheme != "https" or not bucket or not path:
        raise invalid("TemplateURL must be a supported URL.")
    return bucket, path
