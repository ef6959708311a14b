"""A template is replaced at once, or not at all."""

import os
import stat
from pathlib import Path

import pytest

from tapstack.findings import InputError
from tapstack.template.embedding.write import replace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "t.json"
    made.write_bytes(b"old")
    return made


def test_the_new_content_is_there_and_nothing_beside_it(file: Path) -> None:
    replace(str(file), b"new\r\n\xef")
    assert file.read_bytes() == b"new\r\n\xef"
    assert os.listdir(file.parent) == ["t.json"]


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_permissions_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    replace(str(file), b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_the_owner_is_given_to_the_new_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "chown", lambda _name, user, group: given.append((user, group)))
    replace(str(file), b"new")
    assert given == [(file.stat().st_uid, file.stat().st_gid)]


def test_who_may_not_give_files_away_may_write(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    replace(str(file), b"new")
    assert file.read_bytes() == b"new"


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.json")
    link.symlink_to(file.name)
    replace(str(link), b"new")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("step", ["os.fsync", "shutil.copymode", "pathlib.Path.replace"])
def test_an_interruption_leaves_the_old_content_and_nothing_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException | type[BaseException]
) -> None:
    def interrupt(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(step, interrupt)
    with pytest.raises((KeyboardInterrupt, InputError)) as caught:
        replace(str(file), b"new")
    assert file.read_bytes() == b"old"
    assert os.listdir(file.parent) == ["t.json"]
    if caught.type is InputError:
        assert str(caught.value) == (
            f"{file}: cannot be written: No space left on device. Allow writing in its folder, and make room."
        )


def test_the_bytes_are_on_disk_before_they_take_the_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, rename = os.fsync, Path.replace

    def noted_fsync(handle: int) -> None:
        steps.append("fsync")
        fsync(handle)

    def noted_replace(self: Path, other: Path) -> Path:
        steps.append("replace")
        return rename(self, other)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    replace(str(file), b"new")
    assert steps == ["fsync", "replace"]
