"""What boto3 raises, in the words of a provider."""

from __future__ import annotations

from botocore.exceptions import ClientError, ParamValidationError

from tapstack.simulate.resources import RefusedError


def refusal(error: ClientError | ParamValidationError) -> RefusedError:
    """The refusal that a service has answered with, or that it would: boto3 knows what a call takes."""
    if isinstance(error, ParamValidationError):
        return RefusedError("ValidationException", str(error))
    about, answer = error.response["Error"], error.response.get("ResponseMetadata", {})
    status = answer.get("HTTPStatusCode", 400)
    service = error.operation_name
    return RefusedError(about.get("Code", ""), about.get("Message", ""), service=service, status=status)
