"""How CloudFormation words what a service refuses."""

import pytest

from tapstack.simulate.engine.refusals import handler_code, reason
from tapstack.simulate.resources import RefusedError


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("BucketAlreadyExists", 409, "AlreadyExists"),
        ("EntityAlreadyExists", 409, "AlreadyExists"),
        ("NoSuchBucket", 404, "NotFound"),
        ("ResourceNotFoundException", 404, "NotFound"),
        ("AccessDeniedException", 403, "AccessDenied"),
        ("ThrottlingException", 400, "Throttling"),
        ("LimitExceededException", 400, "ServiceLimitExceeded"),
        ("ResourceInUseException", 400, "ResourceConflict"),
        ("DependencyViolation", 400, "ResourceConflict"),
        ("DeleteConflict", 409, "ResourceConflict"),
        ("BucketNotEmpty", 409, "ResourceConflict"),
        ("ConflictException", 409, "ResourceConflict"),
        ("QueueNameExists", 400, "AlreadyExists"),
        ("ValidationException", 400, "InvalidRequest"),
        ("InternalError", 500, "ServiceInternalError"),
    ],
)
def test_the_code_of_a_handler(code, status, said):
    assert handler_code(RefusedError(code, "no", status=status)) == said


def test_a_refusal_names_its_service():
    said = reason(RefusedError("ValidationException", "Not so.", service="Ssm", status=400))
    assert said == (
        'Resource handler returned message: "Not so. (Service: Ssm, Status Code: 400)" (HandlerErrorCode: InvalidRequest)'
    )


def test_a_refusal_without_a_service_names_none():
    said = reason(RefusedError("InvalidRequest", "Not so."))
    assert said == 'Resource handler returned message: "Not so." (HandlerErrorCode: InvalidRequest)'
