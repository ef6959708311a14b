import pytest

from tapstack.template.transforms import Transforms, read_transforms

SAM = "AWS::Serverless-2016-10-31"
EXTENSIONS = "AWS::LanguageExtensions"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, Transforms((), False, False, False)),
        ({"Transform": EXTENSIONS}, Transforms((EXTENSIONS,), True, False, False)),
        ({"Transform": [EXTENSIONS, SAM]}, Transforms((EXTENSIONS, SAM), True, True, False)),
        ({"Transform": "Own"}, Transforms(("Own",), False, False, True)),
        ({"Transform": ["Own", SAM]}, Transforms(("Own", SAM), False, True, True)),
        ({"Transform": {"Name": "AWS::Include"}}, Transforms(("AWS::Include",), False, False, True)),
        ({"Transform": "AWS::CodeDeployBlueGreen"}, Transforms(("AWS::CodeDeployBlueGreen",), False, False, False)),
        ({"Fn::Transform": {"Name": "Own"}}, Transforms((), False, False, True)),
        ({"Transform": 1}, Transforms((), False, False, False)),
    ],
)
def test_macros_are_known_by_name(body, expected):
    assert read_transforms(body) == expected
