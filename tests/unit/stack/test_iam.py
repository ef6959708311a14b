"""What is not known of a policy fails a test: it is neither allowed nor refused."""

import pytest

from tapstack.access import asking, policy
from tests.unit.stack.iam import accepts, decides, like

REQUEST = asking("s3:GetObject", "arn:aws:s3:::b/k", {"aws:key": "a"})
ALLOW = {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}
NOT_KNOWN = ALLOW | {"Condition": {"StringAlmost": {"aws:key": "a"}}}


@pytest.mark.parametrize("said", [[NOT_KNOWN], [ALLOW, NOT_KNOWN | {"Effect": "Deny"}], [ALLOW | {"Effect": "allow"}]])
def test_an_answer_that_is_not_known_is_an_error(said) -> None:
    with pytest.raises(AssertionError, match=r"s3:GetObject on arn:aws:s3:::b/k: .*Statement\[\d\]"):
        decides(policy({"Statement": said}), REQUEST)


@pytest.mark.parametrize(("effect", "expected"), [("Allow", True), ("Deny", False)])
def test_an_answer_that_is_known_is_told(effect: str, expected: bool) -> None:
    document = {"Version": "2012-10-17", "Statement": [ALLOW | {"Effect": effect}]}
    assert accepts(document, "s3.amazonaws.com", "s3:GetObject", "arn:aws:s3:::b/k") is expected


def test_a_pattern_that_depends_on_a_request_is_an_error() -> None:
    assert like("arn:aws:s3:::b", "arn:aws:s3:::*")
    with pytest.raises(AssertionError, match="is not known"):
        like("arn:aws:s3:::b", "arn:aws:s3:::${aws:username}")
