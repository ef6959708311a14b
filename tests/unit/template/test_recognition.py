"""Which files are CloudFormation templates, and which are not."""

import json
import os
from pathlib import Path

import pytest

from tapstack.template.recognition import is_template

BUCKET = {"Type": "AWS::S3::Bucket"}

TEMPLATES = {
    "the least": '{"Resources": {}}',
    "yaml": "Resources:\n  B:\n    Type: AWS::S3::Bucket\n",
    "quoted keys in yaml": "'Resources' :\n  B: {'Type': 'AWS::S3::Bucket'}\n",
    "version alone": "AWSTemplateFormatVersion: 2010-09-09\n",
    "misspelt section": json.dumps({"Resorces": {"B": BUCKET}}),
    "misspelt section with a custom type": "Resource:\n  B:\n    Type: Custom::Thing\n",
    "parameters alone": "Parameters:\n  P: {Type: 'AWS::SSM::Parameter::Value<String>'}\n",
    "broken json": '{"Resources": {"B": ',
    "broken yaml": "Resources:\n  B: [\n",
    "a merge conflict": '<<<<<<< HEAD\n{"Resources": {}}\n=======\n',
    "duplicate keys": '{"Resources": {}, "Resources": {}}',
    "after a comment": "# [1] for whom\n---\nResources: {}\n",
}
OTHERS = {
    "package.json": json.dumps({"name": "x", "version": "1.0.0", "resources": {}}),
    "compiler options with comments": '{\n  // no JSON\n  "compilerOptions": {"types": []}\n}',
    "empty": "",
    "blank": "\n\n",
    "compose file": "services:\n  web:\n    image: x\n",
    "manifests of a cluster": "kind: Service\n---\nkind: Deployment\nresources: {}\n",
    "workflow": "on: push\njobs:\n  a:\n    steps: []\n",
    "template inside another file": "resources:\n  Resources:\n    B:\n      Type: AWS::S3::Bucket\n",
    "tests of guard rules": "# a comment\n---\n- name: x\n  input:\n    Resources:\n      B:\n        Type: AWS::S3::Bucket\n",
    "parameters of a stack": '[{"ParameterKey": "Resources: 1", "ParameterValue": "x"}]',
    "a policy document": '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*"}]}',
    "types at the top level": '{"Type": "AWS::S3::Bucket", "Properties": {}}',
    "prose": '{"description": "Resources: what we have"}',
}


def written(folder: Path, text: str | bytes) -> str:
    file = folder / "file"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_is_one_whatever_is_wrong_with_it(tmp_path: Path, text: str) -> None:
    assert is_template(written(tmp_path, text))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_file_is_none(tmp_path: Path, text: str) -> None:
    assert not is_template(written(tmp_path, text))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_any_encoding_is_recognised(tmp_path: Path, encoding: str) -> None:
    assert is_template(written(tmp_path, TEMPLATES["yaml"].encode(encoding)))
    assert not is_template(written(tmp_path, OTHERS["package.json"].encode(encoding)))
    assert not is_template(written(tmp_path, OTHERS["parameters of a stack"].encode(encoding)))


def test_what_cannot_be_read_is_left_to_who_says_why(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert is_template(str(tmp_path / "pipe"))
    assert is_template(str(tmp_path))
    assert is_template(str(tmp_path / "missing.json"))
    assert is_template("a\0b")
