"""Where a file lies in its project, so that what is said about it is the same on every machine."""

import os
from pathlib import PurePath, PurePosixPath

_MARKS = ((".git",), ("tapstack.toml", "pyproject.toml"))


def source_root(file: str) -> str | None:
    """The folder that the file's project starts at.

    That is the git work tree around the file, else the nearest folder above it with a configuration, else the
    current directory; None for a file outside all of them. Nothing is run and no link is followed: the path
    counts as it is written.
    """
    path = PurePath(os.path.abspath(file))  # noqa: PTH100  Path.resolve would follow links
    for marks in _MARKS:
        for folder in path.parents:
            if any(os.path.exists(folder / mark) for mark in marks):  # noqa: PTH110  a name may hold what no path can
                return str(folder)
    here = os.getcwd()  # noqa: PTH109  as above
    return here if path.is_relative_to(here) else None


def project_path(file: str) -> str:
    """The path of the file from its project's root, with slashes; the whole path of a file outside any."""
    path = PurePath(os.path.abspath(file))  # noqa: PTH100  as above
    root = source_root(file)
    return (path if root is None else path.relative_to(root)).as_posix()


def project_folder() -> str:
    """The path of the current directory from its project's root, with slashes; ``.`` where it is the root."""
    return PurePosixPath(project_path("_")).parent.as_posix()


def project_path_from(folder: str, file: str) -> str:
    """``project_path`` of a file of this project that is named as seen from ``folder``, a ``project_folder``."""
    return project_path(os.path.join(source_root("_") or os.curdir, folder, file))  # noqa: PTH118  as above
