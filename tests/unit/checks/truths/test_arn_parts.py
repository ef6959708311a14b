"""ARNs are taken apart though tokens stand in them."""

import pytest

from tapstack.checks.truths.arns import parts
from tapstack.checks.truths.lambda_.functions import unqualified

ACCOUNT = "\ue000PseudoParameter:AWS::AccountId@\ue001"
FUNCTION = "\ue000GetAtt:F.Arn@us-east-1\ue001"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"arn:aws:sqs:us-east-1:{ACCOUNT}:orders", ["arn", "aws", "sqs", "us-east-1", ACCOUNT, "orders"]),
        ("arn:aws:lambda:us-east-1:1:function:f:live", ["arn", "aws", "lambda", "us-east-1", "1", "function:f:live"]),
        ("arn:aws:sqs", []),
        (FUNCTION, []),
        ("orders", []),
    ],
)
def test_an_arn_has_six_parts(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f", "f"),
        ("f:live", "f"),
        (f"{FUNCTION}:live", FUNCTION),
        (f"{ACCOUNT}:function:f:3", f"{ACCOUNT}:function:f"),
        (f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f:live", f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f"),
        (f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f", f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f"),
    ],
)
def test_a_function_is_told_from_its_qualifier(text: str, expected: str) -> None:
    assert unqualified(text) == expected
