"""Errors of the services, sorted into what they say about a question: it is not there, it may not be asked, trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError

from tapstack.deploy.errors import code
from tapstack.deploy.proving.answers import Answer, failed, open_
from tapstack.findings import Status
from tapstack.graph.stackset import NotKnown

_ABSENT = re.compile(r"NotFound|NoSuch|NonExist|DoesNotExist|NotExist|^404$")
_DENIED = re.compile(r"AccessDenied|Unauthorized|AuthorizationError|NotAuthorized|Forbidden|^403$")
"""Parts of the error codes of all services asked here. Source: botocore, their errors and documentation:
``NoSuchBucket`` of S3, ``ResourceNotFoundException`` of most, ``InvalidVpcPeeringConnectionID.NotFound`` of EC2,
``ParameterNotFound`` of SSM, ``QueueDoesNotExist`` of SQS, ``StateMachineDoesNotExist`` of Step Functions,
``UnauthorizedOperation`` of EC2, ``AuthorizationErrorException`` of SNS."""

Troubles = (ClientError, BotoCoreError)


def attempted(answers: Iterator[Answer], what: str = "") -> Iterator[Answer]:
    """The answers, and one for what ended them early; ``what`` stands before that, as "The vault: "."""
    try:
        yield from answers
    except NotKnown as reason:
        yield open_(f"{what}What it should be is not known: {reason}.")
    except (ClientError, BotoCoreError) as error:
        answer = answer_of(error)
        yield answer._replace(message=what + answer.message)
    except (KeyError, IndexError) as error:
        yield Answer(Status.ERROR, f"{what}AWS's answer lacks {error}.")


def is_absent(error: ClientError) -> bool:
    """Whether a service says that what was asked about is not there."""
    return _ABSENT.search(code(error)) is not None


def answer_of(error: ClientError | BotoCoreError) -> Answer:
    """FAIL for what is not there, UNKNOWN for what may not be asked, ERROR for any other trouble: never PASS."""
    if not isinstance(error, ClientError):
        return Answer(Status.ERROR, f"AWS could not be asked: {error}.")
    said = f"{error.operation_name}: {code(error)}: {error.response['Error'].get('Message', '').rstrip('.')}."
    if is_absent(error):
        return failed(f"It is not there. {said}")
    if _DENIED.search(code(error)):
        return open_(f"These credentials may not ask. {said}")
    return Answer(Status.ERROR, said)
