"""Documents that a template gives as text, and a service tells as what they say; and the other way round."""

import pytest

from tapstack.simulate.deployment.readback import Difference, differences

DOCUMENT = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}
TEXT = '{"Statement": [{"Effect": "Allow"}], "Version": "2012-10-17"}'


@pytest.mark.parametrize(("wanted", "told"), [(TEXT, DOCUMENT), (DOCUMENT, TEXT), (TEXT, TEXT.replace(" ", ""))])
def test_text_is_as_good_as_what_it_says(wanted, told):
    assert list(differences({"Policy": wanted}, {"Policy": told})) == []


def test_text_that_says_something_else_differs_where_it_does():
    other = TEXT.replace("Allow", "Deny")
    assert list(differences(other, DOCUMENT, "Policy")) == [Difference("Policy/Statement/0/Effect", "Deny", "Allow")]


def test_text_that_is_no_document_is_not_what_a_service_tells_as_one():
    assert list(differences("none", DOCUMENT, "Policy")) == [Difference("Policy", "none", DOCUMENT)]
