"""The answer to a request of CloudFormation, which waits for it at a URL."""

import http.client
import json
import time
import urllib.parse
from collections.abc import Mapping, Sequence
from typing import Any

from parts.custom_requests import log

LARGEST_ANSWER = 4096  # bytes; "Custom resource response objects" in CloudFormation's guide


def encoded(answer: Mapping[str, Any]) -> bytes:
    """An answer that CloudFormation takes: attributes that are too long make it FAILED, reasons are cut."""
    body = json.dumps(answer).encode()
    if len(body) <= LARGEST_ANSWER:
        return body
    if answer.get("Data"):
        reason = f"the attributes make {len(body)} bytes, CloudFormation takes {LARGEST_ANSWER}; shorten the properties"
        return encoded({**answer, "Status": "FAILED", "Reason": reason, "Data": {}})
    reason = answer["Reason"]
    return encoded({**answer, "Reason": f"{reason[: len(reason) * 3 // 4]} ..."})


def put(url: str, body: bytes) -> int:
    """Send an answer once and give the HTTP status. The URL is presigned for an empty Content-Type."""
    address = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.netloc, timeout=5)
    try:
        connection.request("PUT", f"{address.path}?{address.query}", body, {"Content-Type": ""})
        return connection.getresponse().status
    finally:
        connection.close()


def send(url: str, body: bytes, pauses: Sequence[int] = (1, 2, 0)) -> None:
    """Send an answer until it is taken; ConnectionError, which does not hold the URL, if it never is."""
    for pause in pauses:
        try:
            status = put(url, body)
            if status < 300:
                return
            trouble = f"HTTP status {status}"
        except (OSError, http.client.HTTPException) as error:
            trouble = type(error).__name__
        log("WARNING", "CloudFormation did not take the answer", trouble=trouble)
        time.sleep(pause)
    raise ConnectionError("CloudFormation did not take the answer and waits for it; see the log for each trouble")
