"""What ``make peers`` does about the browser, which is the system's own, and about tools that are named."""

import importlib.util
import subprocess
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).resolve().parent.parent.parent / "tools/peers.py"


@pytest.fixture
def peers(monkeypatch, tmp_path):
    """The tool, with no environment built; ``built`` and ``commands`` are what it would do."""
    specification = importlib.util.spec_from_file_location("peers_under_test", SOURCE)
    module: Any = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    module.built, module.commands = [], []
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "build", lambda peer: module.built.append(peer.name))
    monkeypatch.setattr(module, "run", lambda *command: module.commands.append(command))
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    has(monkeypatch, module, "chromium", "apt-get", "npm")
    return module


def has(monkeypatch, module, *names):
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_without_names_all_are_built(peers):
    assert peers.main([]) == 0
    assert sorted(peers.built) == sorted(peer.name for peer in peers.PEERS)
    assert peers.commands == []


def test_root_installs_the_browser_where_there_is_none(peers, monkeypatch):
    has(monkeypatch, peers, "apt-get")
    assert peers.main(["browser"]) == 0
    assert [command[-1] for command in peers.commands] == ["update", "chromium"]


@pytest.mark.parametrize(("user", "tools"), [(1000, ["apt-get"]), (0, [])], ids=["no root", "no apt"])
def test_where_it_cannot_be_installed_it_is_said_what_is_missing(peers, monkeypatch, capsys, user, tools):
    monkeypatch.setattr(peers.os, "geteuid", lambda: user)
    has(monkeypatch, peers, *tools)
    assert peers.main([]) == 3
    assert "apt-get install chromium" in capsys.readouterr().err
    assert (peers.built, peers.commands) == ([], [])


def test_an_installation_that_fails_is_said_as_well(peers, monkeypatch, capsys):
    def fail(*command):
        raise subprocess.CalledProcessError(100, command)

    has(monkeypatch, peers, "apt-get")
    monkeypatch.setattr(peers, "run", fail)
    assert peers.main(["browser"]) == 3
    assert "Chromium cannot be installed" in capsys.readouterr().err


def test_a_tool_that_is_named_needs_no_browser(peers, monkeypatch):
    has(monkeypatch, peers)
    assert peers.main(["taskcat"]) == 0
    assert peers.built == ["taskcat"]


def test_where_npm_is_missing_it_is_said_what_is_to_be_installed(peers, monkeypatch, capsys):
    has(monkeypatch, peers)
    assert peers.main(["guard"]) == 3
    assert "apt-get install npm" in capsys.readouterr().err
    assert peers.built == []
