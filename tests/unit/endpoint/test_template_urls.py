import pytest

from tapstack.endpoint.formation.template import _place
from tapstack.simulate.engine import StackError


@pytest.mark.parametrize(
    "url",
    [
        "https://some.bucket-1.s3.amazonaws.com/a/b.json",
        "https://some.bucket-1.s3.eu-central-1.amazonaws.com/a/b.json",
        "https://some.bucket-1.s3-eu-west-1.amazonaws.com/a/b.json",
        "https://some.bucket-1.s3.dualstack.us-east-1.amazonaws.com/a/b.json",
        "https://s3.amazonaws.com/some.bucket-1/a/b.json",
        "https://s3.eu-central-1.amazonaws.com/some.bucket-1/a/b.json",
        "https://s3-eu-west-1.amazonaws.com/some.bucket-1/a/b.json",
    ],
)
def test_both_styles_name_bucket_and_key(url):
    assert _place(url) == ("some.bucket-1", "a/b.json")


@pytest.mark.parametrize(
    "url",
    [
        "http://b.s3.amazonaws.com/k",
        "https://example.com/b/k",
        "https://b.s3.amazonaws.com/",
        "https://s3.amazonaws.com/b",
        "s3://b/k",
        "",
    ],
)
def test_other_urls_are_refused(url):
    with pytest.raises(StackError, match="TemplateURL must be a supported URL"):
        _place(url)
