"""How each service says that a key cannot be used.

Sources: the models of botocore (Kinesis, Lambda, Secrets Manager, SNS, SQS, Step Functions, Systems Manager);
https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (KMS.DisabledException); the text of KMS:
https://github.com/fugue/credstash/issues/86, and how Systems Manager wraps it: https://github.com/binxio/aws-ssm-copy/issues/10.
Of DynamoDB the code and the text are assumed, after those of a key that is denied.
"""

from __future__ import annotations

from typing import NamedTuple

from tapstack.simulate.cloud.calls import CallRefusedError


class _Codes(NamedTuple):
    disabled: str
    other: str
    status: int = 400


_KMS = _Codes("DisabledException", "KMSInvalidStateException")
_CODES = {
    "dynamodb": _Codes("AccessDeniedException", "AccessDeniedException"),
    "kinesis": _Codes("KMSDisabledException", "KMSInvalidStateException"),
    "kms": _KMS,
    "lambda": _Codes("KMSDisabledException", "KMSInvalidStateException", 502),
    "s3": _Codes("KMS.DisabledException", "KMS.KMSInvalidStateException"),
    "secretsmanager": _Codes("DecryptionFailure", "DecryptionFailure"),
    "sns": _Codes("KMSDisabled", "KMSInvalidState"),
    "sqs": _Codes("KmsDisabled", "KmsInvalidState"),
    "ssm": _Codes("InvalidKeyId", "InvalidKeyId"),
    "stepfunctions": _Codes("KmsInvalidStateException", "KmsInvalidStateException"),
}
_WORDS = {"PendingDeletion": "pending deletion", "PendingReplicaDeletion": "pending replica deletion"}
_WRAPPED = "{text} (Service: AWSKMS; Status Code: 400; Error Code: {code})"
_TABLE = "KMS key disabled error: com.amazonaws.services.kms.model.{code}: "
_LAMBDA = {
    True: "Lambda was unable to decrypt the environment variables because the KMS key used is disabled."
    " Please check the function's KMS key settings.",
    False: "Lambda was unable to decrypt the environment variables because the state of the KMS key used is not valid"
    " for Decrypt. Please check the function's KMS key settings.",
}


def refused(service: str, key: str, state: str) -> CallRefusedError:
    """What a caller of a service gets where a key, by its ARN, is in such a state."""
    codes, is_disabled = _CODES.get(service, _KMS), state == "Disabled"
    text = f"{key} is {_WORDS.get(state, state.lower())}."
    cause = _KMS.disabled if is_disabled else _KMS.other
    if service == "lambda":
        text = f"{_LAMBDA[is_disabled]} KMS Exception: {cause} KMS Message: {text}"
    elif service in {"dynamodb", "ssm"}:
        text = _WRAPPED.format(text=text, code=cause)
        text = _TABLE.format(code=cause) + text if service == "dynamodb" else text
    return CallRefusedError(codes.disabled if is_disabled else codes.other, text, status=codes.status)
