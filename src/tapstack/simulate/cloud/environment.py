"""The process without its user's AWS settings: no key, profile, file, proxy or instance role reaches a simulation."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_NOWHERE = os.devnull
_DUMMIES = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_SECURITY_TOKEN": "testing",
    "AWS_CONFIG_FILE": _NOWHERE,
    "AWS_SHARED_CREDENTIALS_FILE": _NOWHERE,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",  # moto knows no account in the host names of DynamoDB's streams
    "BOTO_CONFIG": _NOWHERE,
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "False",  # there are no machines here that would run them
    "NO_PROXY": "*",
}
_SCRUBBED = ("AWS_", "BOTO", "MOTO_")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@contextmanager
def scrubbed() -> Iterator[None]:
    """While the environment holds dummies in place of every AWS setting; afterwards it is as it was."""
    before = dict(os.environ)
    for name in before:
        if name.upper().startswith(_SCRUBBED) or name.upper() in _PROXIES:
            del os.environ[name]
    os.environ.update(_DUMMIES)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
