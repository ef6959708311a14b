"""When ``make setup`` builds the environment anew, and what it says where it cannot."""

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parent.parent.parent / "tools/setup.py"
HERE = list(sys.version_info[:2])


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, at work in a project of its own whose environment stands."""
    specification = importlib.util.spec_from_file_location("setup_under_test", SOURCE)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    for name, value in {
        "ROOT": ".",
        "VENV": ".venv",
        "PYTHON": ".venv/bin/python",
        "STAMP": ".venv/setup.json",
    }.items():
        monkeypatch.setattr(module, name, str(tmp_path / value))
    for name in ("requirements/dev.txt", "pyproject.toml", ".venv/bin/python"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    Path(module.STAMP).write_text(json.dumps(module.wanted(HERE)))
    return module


def append(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text("changed")


def remove(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).unlink()


def test_an_environment_that_stands_is_kept(setup: ModuleType) -> None:
    assert setup.standing(True) == setup.wanted(HERE)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(append("requirements/dev.txt"), id="requirements changed"),
        pytest.param(remove(".venv/setup.json"), id="installation was interrupted"),
        pytest.param(append(".venv/setup.json"), id="stamp is damaged"),
        pytest.param(remove(".venv/bin/python"), id="its Python is gone"),
    ],
)
def test_an_environment_is_built_anew_when(change: Callable[[Path], object], setup: ModuleType, tmp_path: Path) -> None:
    change(tmp_path)
    assert setup.standing(False) == {}


def test_a_moved_project_builds_its_environment_anew(setup: ModuleType) -> None:
    stamp = json.loads(Path(setup.STAMP).read_text())
    Path(setup.STAMP).write_text(json.dumps({**stamp, "root": "elsewhere"}))
    assert setup.standing(False) == {}


def test_another_python_is_kept_unless_one_was_named(setup: ModuleType) -> None:
    other = [3, 12] if HERE == [3, 11] else [3, 11]
    Path(setup.STAMP).write_text(json.dumps(setup.wanted(other)))
    assert setup.standing(False) == setup.wanted(other)
    assert setup.standing(True) == {}


@pytest.mark.parametrize(
    ("version", "expected"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)]
)
def test_supported_pythons(version: tuple[int, int], expected: bool, setup: ModuleType) -> None:
    assert setup.supported(version) is expected


def test_a_python_out_of_range_is_named_with_a_remedy(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.sys, "executable", "/usr/bin/python3")
    with pytest.raises(SystemExit) as stopped:
        setup.use_another_python(True)
    assert stopped.value.code == 3
    assert "needs Python 3.11 to 3.14; /usr/bin/python3 is" in (said := capsys.readouterr().err)
    assert "make setup PYTHON=python3.12" in said


def test_a_python_without_venv_is_named_with_a_remedy(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\necho ensurepip is not available\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(setup.sys, "executable", str(python))
    with pytest.raises(SystemExit) as stopped:
        setup.create()
    assert stopped.value.code == 3
    assert "ensurepip is not available" in (said := capsys.readouterr().err)
    assert f"apt install python{HERE[0]}.{HERE[1]}-venv" in said
    assert not Path(setup.VENV).exists()
