"""Calling a custom resource's provider, and waiting for what it answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.adapters.custom.mailbox import Letter, mailbox
from tapstack.simulate.functions import deployed

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.functions import Runner

_PAUSES = (0, 60, 120)
"""Seconds before each attempt of an asynchronous call that fails.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""


def asked(cloud: Cloud, runner: Runner, arn: str, request: Mapping[str, Any], secret: str) -> Letter | None:
    """The first answer to a request, which is sent with the address for it; None where none comes.

    The function is called again, with the same request, as often as Lambda would until it has answered. What it is
    called after its answer, because it has failed nevertheless, is not simulated.
    """
    function, began = deployed(cloud, arn), datetime.now(UTC)
    with mailbox(secret) as box:
        sent, seconds = {**request, "ResponseURL": box.url}, 0.0
        try:
            for pause in _PAUSES:
                seconds += pause
                cloud.set_time(began + timedelta(seconds=seconds))
                answer = runner.invoke(function, sent, str(request["RequestId"]))
                seconds += answer.seconds
                if answer.fault is None or box.letters:
                    break
        finally:
            cloud.set_time(began)
    return next(iter(box.letters), None)


def waited(letter: Letter) -> float:
    """How long it took until the answer came, in simulated seconds from now."""
    return max(0.0, letter.moment - time.time())
