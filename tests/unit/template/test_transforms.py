import pytest

from tapstack.template.transforms import Transforms, misspelt, read_transforms

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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("AWS::LanguageExtension", EXTENSIONS),
        ("AWS::languageextensions", EXTENSIONS),
        ("AWS::Serverles-2016-10-31", SAM),
        (EXTENSIONS, None),
        (SAM, None),
        ("AWS::SecretsManager-2024-09-16", None),
        ("LanguageExtension", None),
    ],
)
def test_a_name_that_is_almost_one_of_aws_is_misspelt(name, meant):
    assert misspelt(name) == meant
