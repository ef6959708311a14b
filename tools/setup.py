"""Builds ``.venv`` from the hashed requirement files; does nothing where it stands already.

``python tools/setup.py [--exactly]``; with ``--exactly`` the environment must be of the Python that runs this,
without it any environment of a supported Python will do, and another Python is looked for if this one is too old.
Written so that a Python as old as 3.6 can still say what is missing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from typing import NoReturn

OLDEST, NEWEST = (3, 11), (3, 14)
# Its dataclasses keep networkx, and so cfn-lint, from being imported (python/cpython#142214).
BROKEN = (3, 14, 1)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "setup.json")
REQUIREMENTS = os.path.join("requirements", "dev.txt")
MISSING_TOOL = 3


def supported(version: "tuple[int, ...]") -> bool:
    """Whether the project runs on this Python, given as three numbers."""
    return OLDEST <= version[:2] <= NEWEST and version != BROKEN


def digest(path: str) -> str:
    """The SHA-256 of a file of the project."""
    with open(os.path.join(ROOT, path), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def wanted(version: "list[int]") -> "dict[str, object]":
    """What the stamp of a finished environment says: it holds for these files, in this folder, on this Python."""
    return {
        "root": ROOT,
        "python": version,
        "requirements": digest(REQUIREMENTS),
        "project": digest("pyproject.toml"),
    }


def found() -> "dict[str, object]":
    """What the stamp says, or nothing where the environment is absent, unfinished or has lost its Python."""
    try:
        with open(STAMP) as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and os.path.exists(PYTHON) else {}


def stop(*lines: str) -> NoReturn:
    """End with what is missing and what to do about it."""
    sys.stderr.write("\n".join(lines) + "\n")
    raise SystemExit(MISSING_TOOL)


def run(*command: str) -> None:
    """Run a command in the project's folder; end with its exit code if it fails."""
    code = subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    if code:
        sys.stderr.write(f"Failed: {' '.join(command)}\n")
        raise SystemExit(code)


def pip(*arguments: str) -> None:
    """Run the environment's own pip, which must not compile: that is done once, on all cores, at the end."""
    run(PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-compile", *arguments)


def create() -> None:
    """Make an empty environment in place of whatever is there."""
    shutil.rmtree(VENV, ignore_errors=True)
    venv = [sys.executable, "-m", "venv", VENV]
    process = subprocess.Popen(venv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.communicate()[0].decode(errors="replace")
    if process.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        name = "python{}.{}".format(*sys.version_info)
        stop(
            output.strip(),
            f"{sys.executable} cannot make a virtual environment: its venv package is missing.",
            f"Install it (Debian, Ubuntu: apt install {name}-venv), or pick another: make setup PYTHON=python3.12",
        )


def install_requirements() -> None:
    """Install what the requirement file pins: wheels only, so that nothing unpinned is fetched to build one."""
    pip("--require-hashes", "--only-binary=:all:", "-r", REQUIREMENTS)
    # Started without its bytecode, cfn-lint takes three times as long, every time where Python may not write any.
    subprocess.call([PYTHON, "-m", "compileall", "-q", "-q", "-j", "0", os.path.join(VENV, "lib")])


def install_project() -> None:
    """Put ``tapstack`` into the environment, to run from ``src`` as it stands."""
    pip("--no-build-isolation", "--no-deps", "--no-index", "--editable", ".")
    run(PYTHON, "-m", "compileall", "-q", "-j", "0", "src")


def another_python() -> "str | None":
    """A supported Python on the search path, newest first."""
    question = (
        "import sys; version = sys.version_info[:3]; "
        f"raise SystemExit(not {OLDEST} <= version[:2] <= {NEWEST} or version == {BROKEN})"
    )
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        path = shutil.which(f"python3.{minor}")
        if path and not subprocess.call([path, "-c", question], stderr=subprocess.DEVNULL):
            return path
    return None


def use_another_python(exactly: bool) -> None:
    """Start again on a supported Python, or say that there is none."""
    path = None if exactly else another_python()
    if path:
        os.execv(path, [path, os.path.abspath(__file__)])
    stop(
        "tapstack needs Python {}.{} to {}.{}, not {}.{}.{}; ".format(*OLDEST + NEWEST + BROKEN)
        + "{} is {}.{}.{}.".format(sys.executable, *sys.version_info[:3]),
        "Install one, or name it: make setup PYTHON=python3.12",
    )


def standing(exactly: bool) -> "dict[str, object]":
    """The stamp of an environment whose requirements are installed as they should be, else nothing."""
    stamp = found()
    version = stamp.get("python")
    if not isinstance(version, list) or not supported(tuple(version)):
        return {}
    if exactly and version[:2] != list(sys.version_info[:2]):
        return {}
    fresh = wanted(version)
    return stamp if all(stamp.get(key) == fresh[key] for key in ("root", "requirements")) else {}


def main() -> None:
    """Bring the environment to where the requirement files and pyproject.toml say."""
    exactly = "--exactly" in sys.argv[1:]
    stamp = standing(exactly)
    if stamp and stamp["project"] == digest("pyproject.toml"):
        return
    if not stamp and not supported(sys.version_info[:3]):
        use_another_python(exactly)
    start = time.time()
    if not stamp:
        print("Setting up .venv on Python {}.{}.{} (about a minute) ...".format(*sys.version_info), flush=True)
        create()
        install_requirements()
        stamp = wanted(list(sys.version_info[:3]))
    install_project()
    with open(STAMP, "w") as file:
        json.dump(dict(stamp, project=digest("pyproject.toml")), file)
    print(f"Set up .venv in {time.time() - start:.0f} s.")


if __name__ == "__main__":
    main()
