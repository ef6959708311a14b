"""What AWS, or the way to it, answers in place of a result, as one sentence with a remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConfigNotFound,
    HTTPClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
)
from botocore.exceptions import ConnectionError as NotConnectedError

from tapstack.findings import MissingToolError, TapstackError

_EXPIRED = ("ExpiredToken", "ExpiredTokenException", "RequestExpired")
_UNKNOWN = ("InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch")
_DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "403")
_BUSY = ("Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException", "SlowDown")
_SIGN_IN = "Sign in (aws sso login, aws configure), or name a profile in AWS_PROFILE, and run the same command again."
_AGAIN = "Run the same command again: it goes on from where it was."


class DeployError(TapstackError):
    """AWS refuses, or an operation failed. The same command, run again, goes on from the state that is left."""

    exit_code = 1


@contextmanager
def told(what: str, remedies: Mapping[str, str] | None = None) -> Iterator[None]:
    """While doing ``what`` ("create the StackSet"), an error of botocore becomes a TapstackError.

    ``remedies`` says, by AWS's error code, what to do about it.
    """
    try:
        yield
    except (NoCredentialsError, PartialCredentialsError, ProfileNotFound, ConfigNotFound, SSOError) as error:
        raise MissingToolError(f"No AWS credentials to {what}: {error}.".replace("..", "."), remedy=_SIGN_IN) from error
    except ClientError as error:
        raise _of_code(what, error, remedies or {}) from error
    except (NotConnectedError, HTTPClientError) as error:
        raise DeployError(f"AWS was not reached to {what}: {error}.", remedy=_AGAIN) from error
    except BotoCoreError as error:
        raise DeployError(f"Could not {what}: {error}.", remedy=_AGAIN) from error


def code(error: ClientError) -> str:
    """AWS's error code."""
    return str(error.response["Error"].get("Code", ""))


def _of_code(what: str, error: ClientError, remedies: Mapping[str, str]) -> TapstackError:
    name, message = code(error), str(error.response["Error"].get("Message", "")).rstrip(".")
    said = f"Could not {what}: {name}: {message}."
    if name in remedies:
        return DeployError(said, remedy=remedies[name])
    if name in _EXPIRED or name in _UNKNOWN:
        return MissingToolError(f"AWS does not take these credentials to {what}: {name}: {message}.", remedy=_SIGN_IN)
    if name in _DENIED:
        return DeployError(said, remedy=f"Have {error.operation_name} allowed to these credentials, or use others.")
    if name in _BUSY:
        return DeployError(f"{said} It was tried again and again.", remedy=f"Wait a little. {_AGAIN}")
    return DeployError(said, remedy=_AGAIN)
