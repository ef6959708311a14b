"""How the program behaves as a process: exit codes, one line for an error, nothing on standard output then."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tapstack import __version__
from tapstack.cli import main as entry
from tapstack.cli.group import COMMANDS
from tapstack.cli.main import main
from tapstack.pipeline import LAYERS

GOOD = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
BAD = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "No"}}}}})
WARNED = json.dumps({"Conditions": {"C": {"Fn::Equals": [{"Ref": "AWS::Region"}, "x"]}}, **json.loads(GOOD)})
EAST = ("--region", "us-east-1")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "TAPSTACK_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, text in (("good.json", GOOD), ("bad.json", BAD), ("warned.json", WARNED), ("broken.json", "{")):
        (tmp_path / name).write_text(text)
    (tmp_path / "loop.json").symlink_to("loop.json")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "good.json", *EAST], 0),
        (["check", "bad.json", *EAST, "--layer", "template"], 1),
        (["check", "good.json", "bad.json", *EAST, "--layer", "template"], 1),
        (["check", "warned.json", *EAST], 0),
        (["check", "warned.json", *EAST, "--fail-on", "warning"], 1),
        (["check", "good.json", *EAST, "--layer", "iam"], 5),
        (["render", "good.json", *EAST], 0),
        (["render", "bad.json", *EAST], 1),
        (["graph", "good.json", *EAST], 0),
        (["explain", "TPL-090"], 0),
        (["config", "show"], 0),
        (["completion", "zsh"], 0),
        (["--version"], 0),
        (["--help"], 0),
        ([], 0),
        (["config"], 0),
        *[([name, "--help"], 0) for name in COMMANDS],
    ],
    ids=str,
)
def test_exit_code(arguments: list[str], code: int, capsys: Captured) -> None:
    assert main(arguments) == code
    assert (capsys.readouterr().out == "") is (code == 5)


@pytest.mark.parametrize("form", ["human", "json", "github"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "Unknown command 'chekc'. Did you mean 'check'?"),
        (["check", "good.json", "--regoin", "x"], "No such option"),
        (["check", "good.json"], "No region is named and none is configured. Name one: --region us-east-1."),
        (["check", *EAST], "No template is named and none is configured."),
        (["check", "good.json", "--region", "us-eastt-1"], "Unknown region 'us-eastt-1'. Did you mean 'us-east-1'?"),
        (["check", "good.json", *EAST, *EAST], "A region is named twice."),
        (["check", "good.json", *EAST, "--layer", "lnt"], "Unknown layer 'lnt'. Did you mean 'lint'?"),
        (["check", "good.json", *EAST, "--fail-on", "warn"], "'warn' is not one of 'warning', 'unknown'"),
        (["check", "good.json", *EAST, "--format", "xml"], "'xml' is not one of 'human', 'json', 'github'"),
        (["check", "good.json", *EAST, "--as-of", "today"], "'today' is not a date. Write it as YYYY-MM-DD."),
        (["check", "good.json", *EAST, "--as-of", "20260101"], "'20260101' is not a date."),
        (["check", "good.json", *EAST, "--output", ""], "An empty text is no path."),
        (["check", "", *EAST], "An empty text is no path."),
        (["check", "loop.json", *EAST], "loop.json: Too many levels of symbolic links."),
        (["check", "a\x1b[2J\n::error::b", *EAST], "a\\x1b[2J ::error::b: no such file."),
        pytest.param(["check", "good.json", "--region", "x" * 9000], "... (9,", id="long name"),
        (["render", "good.json", *EAST, "--region", "us-west-2"], "More than one region is named."),
        (["check", "good.json", *EAST, "--account-id", "123"], "'123' is not an AWS account id."),
        (["check", "good.json", *EAST, "--parameter", "hunter2"], "--parameter number 1 has no name and '='."),
        (["check", "good.json", *EAST, "--parameter", "A=1", "--parameter", "A=2"], "Parameter 'A' is given twice."),
        (["check", "missing.json", *EAST], "missing.json"),
        (["check", "good.json", "broken.json", *EAST], "broken.json:1:"),
        (["check", ".", *EAST], "directory"),
        (["check", "good.json", *EAST, "--output", "good.json/x"], "good.json/x: Cannot be written"),
        (["explain", "TPL-09O"], "Unknown check 'TPL-09O'. Did you mean"),
    ],
    ids=str,
)
def test_wrong_use_is_one_line_and_code_2(arguments: list[str], said: str, form: str, capsys: Captured) -> None:
    if arguments[0] == "check" and "--format" not in arguments:
        arguments = [*arguments, "--format", form]
    code = main(arguments)
    captured = capsys.readouterr()
    errors = [line for line in captured.err.splitlines() if not line.endswith(f" of {len(LAYERS)})")]
    assert (code, captured.out, len(errors)) == (2, "", 1)
    assert errors[0].startswith("tapstack: error: ")
    assert said in errors[0]
    assert "hunter2" not in captured.err


def test_a_mistake_in_the_configuration_names_file_line_and_remedy(folder: Path, capsys: Captured) -> None:
    (folder / "tapstack.toml").write_text('\nregoins = ["us-east-1"]\n')
    assert main(["check", "good.json"]) == 2
    expected = "tapstack: error: tapstack.toml:2: Unknown key 'regoins'. Did you mean 'regions'?\n"
    assert capsys.readouterr() == ("", expected)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Interrupted."),
        (RecursionError(), 2, "nested too deeply"),
        (MemoryError(), 2, "more memory"),
    ],
)
def test_what_ends_a_command_from_outside(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, error: BaseException, code: int, said: str
) -> None:
    def stop(_arguments: object) -> int:
        raise error

    monkeypatch.setattr(entry, "_run", stop)
    assert main([]) == code
    assert said in capsys.readouterr().err


def test_an_unexpected_error_writes_a_report_without_secrets(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, folder: Path
) -> None:
    def stop(_arguments: object) -> int:
        try:
            raise KeyError("hunter2")
        except KeyError as error:
            raise ZeroDivisionError("hunter2 again") from error

    monkeypatch.setattr(entry, "_run", stop)
    monkeypatch.setattr(sys, "argv", ["tapstack", "check", "--parameter", "P=hunter2"])
    assert main() == 4
    captured = capsys.readouterr()
    (report,) = (folder / ".tapstack").glob("crash-*.txt")
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert report.name in captured.err
    assert "ZeroDivisionError" in report.read_text()
    assert "KeyError" in report.read_text()
    assert "in stop" in report.read_text()
    assert "P=" not in report.read_text()


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tapstack", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_module_runs_as_a_program() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"tapstack {__version__}\n")


def test_a_reader_that_stops_is_no_error() -> None:
    command = f"{sys.executable} -m tapstack check good.json --region us-east-1 --layer template --all | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_output_that_the_terminal_cannot_encode_is_escaped(folder: Path) -> None:
    (folder / "é\u4e2d.json").write_text(BAD)
    done = process(
        "check", "é\u4e2d.json", *EAST, "--layer", "template", env={**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    )
    assert done.returncode == 1
    assert b"\\u4e2d.json" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"], ["config", "show"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    heavy = ("cfnlint", "rich", "yaml", "orjson", "regex", "networkx", "tapstack.template.load", "tapstack.render")
    code = f"""
import sys
from tapstack.cli.main import main
main({arguments!r})
print(sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.decode() == "[]\n"


def test_a_cached_check_imports_nothing_heavy() -> None:
    heavy = ("cfnlint", "rich", "yaml", "regex", "networkx", "tapstack.template.load", "tapstack.render")
    assert main(["check", "good.json", *EAST]) == 0
    code = f"""
import sys
from tapstack.cli.main import main
main(["check", "good.json", "--region", "us-east-1"])
print(sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.decode() == "[]\n"


@pytest.mark.parametrize("arguments", [["--help"], ["check", "good.json", *EAST, "--layer", "template"]], ids=str)
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tapstack", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    last = done.stderr.decode().splitlines()[-1]
    assert (done.returncode, last.startswith("tapstack: error: ")) == (2, True)
    assert "No space left" in last


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "2>&1 >/dev/null | true"])
@pytest.mark.parametrize(
    ("arguments", "code"), [("check good.json", 0), ("check bad.json", 1), ("check broken.json", 2)]
)
def test_streams_that_are_closed_change_no_verdict(arguments: str, code: int, closed: str) -> None:
    command = f"{sys.executable} -m tapstack {arguments} --region us-east-1 --layer template {closed}"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr + done.stdout


def test_a_verdict_outlives_the_reader_of_its_report() -> None:
    command = f"{sys.executable} -m tapstack check bad.json --region us-east-1 --layer template --all | true"
    assert subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], check=False).returncode == 1


def test_coloured_output_that_cannot_be_encoded_is_escaped(folder: Path) -> None:
    (folder / "\u4e2d.json").write_text(BAD)
    variables = {**os.environ, "PYTHONIOENCODING": "ascii:strict", "FORCE_COLOR": "1"}
    done = process("check", "\u4e2d.json", *EAST, "--layer", "template", env=variables)
    assert (done.returncode, b"\\u4e2d.json" in done.stdout) == (1, True)


def test_a_file_named_twice_is_judged_once(capsys: Captured) -> None:
    assert main(["check", "good.json", "./good.json", *EAST, "--layer", "template", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == ["good.json"]


def test_a_current_directory_that_is_gone_is_one_line(folder: Path) -> None:
    gone = folder / "gone"
    gone.mkdir()
    command = f"cd {gone} && rmdir {gone} && exec {sys.executable} -m tapstack check good.json --region us-east-1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    expected = b"tapstack: error: The current directory is gone. Change into one that exists.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", expected)


def test_an_interruption_while_python_imports_is_one_line() -> None:
    code = """
import builtins, sys
from tapstack.cli.main import main
sys.modules["click"] = None
real = builtins.__import__
def interrupted(name, *arguments, **options):
    if name == "click":
        raise KeyboardInterrupt
    return real(name, *arguments, **options)
builtins.__import__ = interrupted
sys.exit(main())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"tapstack: error: Interrupted.\n")


def test_a_file_without_permission_is_told_as_every_unreadable_file(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.access", lambda *_arguments: False)
    monkeypatch.setattr("tapstack.template.file_bytes._open", refuse)
    assert main(["render", "good.json", *EAST]) == 2
    assert capsys.readouterr().err == "tapstack: error: good.json: no permission to read. Allow reading the file.\n"


def test_a_region_that_is_wrong_in_the_configuration_is_told_with_its_file(folder: Path, capsys: Captured) -> None:
    (folder / "tapstack.toml").write_text("regions = ['us-eastt-1']")
    assert main(["check", "good.json"]) == 2
    assert "tapstack.toml: Unknown region 'us-eastt-1'" in capsys.readouterr().err


def test_dates_in_the_configuration_are_shown_as_text(folder: Path, capsys: Captured) -> None:
    (folder / "tapstack.toml").write_text("externals = {since = 2026-01-02}")
    assert main(["config", "show"]) == 0
    assert json.loads(capsys.readouterr().out)["externals"] == {"since": "2026-01-02"}
