"""The module that answers custom resources for inline code."""

import io
import zipfile

import pytest

from tapstack.simulate.adapters.lambda_.code import packed
from tapstack.simulate.resources import RefusedError

KIND = "AWS::Lambda::Function"
CODE = """import cfnresponse

def handler(event, context):
    cfnresponse.send(event, context, {})
"""


def answer(making, basic, arguments):
    """What is made of a custom resource whose provider sends this."""
    code = {"ZipFile": CODE.format(arguments)}
    provider = making.create(KIND, "F", FunctionName="f", **{**basic, "Code": code})[1]
    return making.create("Custom::Thing", ServiceToken=provider.attributes["Arn"])[1]


def files(text, name="index.py"):
    with zipfile.ZipFile(io.BytesIO(packed(text, name))) as opened:
        return opened.namelist()


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("import cfnresponse", True),
        ("import json\nimport cfnresponse  # to answer\n", True),
        ("def handler(event, context):\n    import cfnresponse\n", True),
        ("from cfnresponse import send", False),
        ("import cfnresponse as answer", False),
        ("import json", False),
    ],
)
def test_it_is_there_for_who_imports_it_by_this_very_statement(text, there):
    assert ("cfnresponse.py" in files(text)) is there


def test_it_is_not_there_for_other_languages():
    assert files("import cfnresponse", "index.js") == ["index.js"]


def test_a_success_makes_the_resource_with_its_data(making, basic):
    made = answer(making, basic, "cfnresponse.SUCCESS, {'Size': '3'}, 'thing-1'")
    assert (made.physical_id, made.attributes) == ("thing-1", {"Size": "3"})


def test_a_resource_that_is_not_called_anything_is_called_as_the_log_stream(making, basic):
    made = answer(making, basic, "responseStatus='SUCCESS', responseData=None")
    assert "[$LATEST]" in made.physical_id


def test_a_failure_refers_to_the_log(making, basic):
    with pytest.raises(RefusedError, match="See the details in CloudWatch Log Stream: "):
        answer(making, basic, "cfnresponse.FAILED, {}")


def test_a_failure_may_give_its_reason(making, basic):
    with pytest.raises(RefusedError, match="the table is full"):
        answer(making, basic, "cfnresponse.FAILED, {}, 'thing-1', False, 'the table is full'")
