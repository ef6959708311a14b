from pathlib import Path

import pytest

from tapstack.config import Configuration, read
from tapstack.findings import InputError

FULL = """
regions = ["eu-central-1", "us-east-1"]
account_id = "123456789012"
rules = "rules"
waivers = ["waivers.yaml"]

[parameters]
Stage = "prod"
Count = 3

[zones]
us-east-1 = ["us-east-1a", "us-east-1b"]

[externals]
LogBucket = "logs"

[objectives]
rto = 6

[[templates]]
path = "lib/a.json"

[[templates]]
path = "lib/b.json"
parameters = { Stage = "dev", Flags = [true, 1.0, "x"] }
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str, name: str = "tapstack.toml") -> Configuration:
    (folder / name).write_text(text)
    return read(folder)


def test_every_key_is_read(folder: Path) -> None:
    found = written(folder, FULL)
    assert found.regions == ("eu-central-1", "us-east-1")
    assert (found.account_id, found.rules, found.waivers) == ("123456789012", ("rules",), ("waivers.yaml",))
    assert found.zones == {"us-east-1": ("us-east-1a", "us-east-1b")}
    assert (found.externals, found.objectives) == ({"LogBucket": "logs"}, {"rto": 6})
    assert [template.path for template in found.templates] == ["lib/a.json", "lib/b.json"]


def test_parameters_are_text_and_a_templates_own_go_first(folder: Path) -> None:
    first, second = written(folder, FULL).templates
    assert first.parameters == {"Stage": "prod", "Count": "3"}
    assert second.parameters == {"Stage": "dev", "Count": "3", "Flags": "true,1.0,x"}


def test_without_a_file_everything_is_empty(folder: Path) -> None:
    assert read(folder) == Configuration()


def test_configuration_is_found_upward(folder: Path) -> None:
    (folder / "tapstack.toml").write_text('regions = ["us-east-1"]')
    (folder / "a" / "b").mkdir(parents=True)
    assert read(folder / "a" / "b").regions == ("us-east-1",)


def test_own_file_wins_over_pyproject_in_one_folder(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.tapstack]\nregions = ["us-west-2"]')
    assert read(folder).regions == ("us-west-2",)
    assert written(folder, 'regions = ["us-east-1"]').regions == ("us-east-1",)


def test_pyproject_without_our_table_is_passed_over(folder: Path) -> None:
    (folder / "tapstack.toml").write_text('regions = ["us-east-1"]')
    (folder / "sub").mkdir()
    (folder / "sub" / "pyproject.toml").write_text('[project]\nname = "tapstack-user"')
    assert read(folder / "sub").regions == ("us-east-1",)


def test_template_is_recognised_however_its_path_is_written(folder: Path) -> None:
    found = written(folder, FULL)
    assert found.template(str(folder / "lib" / ".." / "lib" / "a.json")) == found.templates[0]
    assert found.template("a.json") is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('regoins = ["us-east-1"]', 1, "Unknown key 'regoins'. Did you mean 'regions'?"),
        ('\nregions = "us-east-1"', 2, "'regions' is not a list of texts"),
        ("account_id = 123456789012", 1, "'account_id' is not a text of 12 digits"),
        ('account_id = "12345"', 1, "'account_id' is not a text of 12 digits"),
        ('\n\nzones = { us-east-1 = "a" }', 3, "'zones' is not a table from region"),
        ("[parameters]\nA = { B = 1 }", 1, "'parameters' is not a table of texts"),
        ('templates = ["a.json"]', 1, "'templates' is not a list of tables"),
        ('[[templates]]\npath = "a"\n[[templates]]\npaht = "b"', 4, "Unknown key 'paht'. Did you mean 'path'?"),
        ("[[templates]]\n", 1, "A template has no 'path'"),
        ("a = ", 1, "Not valid TOML: Invalid value"),
        ("a = 1\na = 2", 2, "Not valid TOML: Cannot overwrite a value"),
    ],
)
def test_mistakes_are_told_with_line_and_remedy(folder: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        written(folder, text)
    assert caught.value.line == line
    assert said in str(caught.value)


def test_line_is_that_of_the_file_also_in_pyproject(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        written(folder, '[project]\nregoins = 1\n\n[tool.tapstack]\nregoins = ["x"]', "pyproject.toml")
    assert caught.value.line == 5


def test_a_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "tapstack.toml").write_bytes(b"a = '\xff'")
    with pytest.raises(InputError, match="Not UTF-8"):
        read(folder)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pyproject.toml", "[tool]\ntapstack = 3\n", "pyproject.toml: 'tool.tapstack' is not a table."),
        ("pyproject.toml", "[[tool.tapstack]]\n", "pyproject.toml: 'tool.tapstack' is not a table."),
        ("tapstack.toml", "regions = ['a', 'b', 'a']", "tapstack.toml:1: The region 'a' is named twice."),
        ("tapstack.toml", "[[templates]]\npath='a'\n[[templates]]\npath='./a'", "The template 'a' is named twice."),
        ("tapstack.toml", "waivers = ''", "tapstack.toml:1: 'waivers' is not the path of a file or a list of them."),
        (
            "tapstack.toml",
            "waivers = ['a', 1]",
            "tapstack.toml:1: 'waivers' is not the path of a file or a list of them.",
        ),
        ("tapstack.toml", "waivers = ['a', './a']", "tapstack.toml:1: The file './a' is named twice. Name it once."),
        ("tapstack.toml", "[[templates]]\npath=''", "tapstack.toml:2: 'path' is not the path of a file."),
        ("tapstack.toml", '[[templates]]\npath="a\\u0000"', "tapstack.toml:2: 'path' is not the path of a file."),
        ("tapstack.toml", "parameters = {A = inf}", "tapstack.toml: Not valid TOML: inf is not a number here."),
        ("tapstack.toml", f"parameters = {{A = {'9' * 5000}}}", "tapstack.toml: Not valid TOML: Exceeds the limit"),
        ("tapstack.toml", "a = " + "[" * 5000, "tapstack.toml: Not valid TOML: maximum recursion"),
    ],
    ids=lambda value: value[:60],
)
def test_what_is_no_configuration_is_one_line(folder: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        written(folder, text, name)
    assert said in str(caught.value)


def test_waiver_files_are_paths_from_the_current_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "rules").mkdir()
    monkeypatch.chdir(folder / "rules")
    assert written(folder, "waivers = ['rules/a.yaml', 'rules/b.yaml']").waivers == ("a.yaml", "b.yaml")


def test_a_byte_order_mark_is_no_part_of_the_configuration(folder: Path) -> None:
    assert written(folder, "\ufeffregions = ['us-east-1']").regions == ("us-east-1",)
