import pytest

from tapstack.deploy.taskcat.tool import find
from tapstack.findings import MissingToolError


def test_one_on_the_search_path_is_not_taken(stand_in, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(stand_in.path.parent))
    with pytest.raises(
        MissingToolError, match=r"not installed\. Install it: make peers; or name one: --with PATH"
    ) as error:
        find(None, tmp_path)
    assert error.value.exit_code == 3


@pytest.mark.parametrize("place", [".peers/taskcat", ".tox/taskcat"])
def test_an_environment_of_the_project_is_found_with_its_version(place, stand_in, tmp_path) -> None:
    (tmp_path / place).parent.mkdir()
    stand_in.folder.rename(tmp_path / place)
    (tmp_path / place / "lib/python3.11/site-packages/taskcat-0.9.58.dist-info").mkdir(parents=True)
    found = find(None, tmp_path)
    assert (found.path, found.version) == (tmp_path / place / "bin" / "taskcat", "0.9.58")


def test_a_named_one_must_be_a_command(stand_in, tmp_path) -> None:
    assert find(str(stand_in.path), tmp_path).path == stand_in.path
    stand_in.path.chmod(0o644)
    with pytest.raises(MissingToolError):
        find(str(stand_in.path), tmp_path)
