"""Scripts are read, and what is wrong in them is told with its line."""

import pytest

from tapstack.findings import InputError
from tapstack.simulate.script import Step, read, steps


def test_steps_are_words_and_arguments_without_comments_and_empty_lines():
    text = ["# first", "", "deploy", "update A=1 B=x=y  # both", "refuse create Bucket us-east-1"]
    assert steps(text) == [
        Step("deploy", (), 3),
        Step("update", ("A=1", "B=x=y"), 4),
        Step("refuse", ("create", "Bucket", "us-east-1"), 5),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("deplyo", "deploy"),
        ("deploy now", "deploy takes nothing"),
        ("update", "update takes NAME=VALUE"),
        ("update A", "NAME=VALUE"),
        ("update =1", "NAME=VALUE"),
        ("refuse make Bucket us-east-1", "does not take 'make'"),
        ("refuse create Bucket", "create|update|delete RESOURCE REGION"),
        ("lose create Contract", "does not take 'create'"),
        ("stop soon", "number of seconds"),
        ("wait -1", "number of seconds"),
        ("expect DONE", "does not take 'DONE'"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(line, said):
    with pytest.raises(InputError) as caught:
        steps(["deploy", line], "s.txt")
    assert said in str(caught.value)
    assert str(caught.value).startswith("s.txt:2")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="Cannot be read"):
        read(str(tmp_path / "none"))


def test_a_file_that_is_no_text_is_told(tmp_path):
    file = tmp_path / "s"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read(str(file))
