"""What ``make corpus`` says of a folder of templates."""

import importlib.util
import json
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent.parent / "tools/corpus.py"
TEMPLATES = {
    "right.yaml": "Resources: {T: {Type: AWS::SNS::Topic}}",
    "wrong.json": '{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Nope"}}}}}',
    "open.yml": "{Parameters: {P: {Type: String}}, Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref P}}}}",
    "refused.yaml": "Resources: [",
    "notes.md": "no template",
}


@pytest.fixture
def corpus():
    specification = importlib.util.spec_from_file_location("corpus_under_test", SOURCE)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path):
    for name, text in TEMPLATES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_templates_are_counted_by_what_came_of_them(corpus, folder, capsys):
    assert corpus.main([str(folder), "--json", str(folder / "out")]) == 0
    counts = json.loads((folder / "out").read_text())["counts"]
    numbers = {name: value for name, value in counts.items() if isinstance(value, int)}
    assert numbers == {"templates": 4, "refused": 1, "crashed": 0, "nothing found": 1, "with a FAIL": 1}
    assert counts["files"]["FN-002 FAIL error"] == 1
    assert counts["findings"]["FN-002 FAIL error"] == 2
    assert counts["unresolved"]["Parameter"] == 8
    assert "FN-002 FAIL error" in capsys.readouterr().out


def test_every_finding_is_listed_with_its_place(corpus, folder, capsys):
    corpus.main([str(folder), "--list"])
    lines = capsys.readouterr().out.splitlines()
    column = TEMPLATES["wrong.json"].index('"Ref"') + 1
    assert any(f"wrong.json:1:{column}: FN-002 FAIL 'Nope'" in line for line in lines)
    assert any("refused.yaml: refused:" in line for line in lines)


def test_a_crash_fails_the_run(corpus, folder, monkeypatch, capsys):
    def crash(subject):
        raise RuntimeError("out of order")

    monkeypatch.setattr(corpus, "layer", lambda _: crash)
    assert corpus.main([str(folder), "--list"]) == 1
    assert "out of order" in capsys.readouterr().out


def test_an_empty_folder_fails_the_run(corpus, tmp_path):
    assert corpus.main([str(tmp_path)]) == 1
