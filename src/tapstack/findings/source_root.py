"""Where a file lies in its project, so that what is said about it is the same on every machine."""

import os
from pathlib import PurePath


def source_root(file: str) -> str | None:
    """The folder that the file's project starts at.

    That is the git work tree around the file, else the current directory; None for a file outside both.
    Nothing is run and no link is followed: the path counts as it is written.
    """
    path = PurePath(os.path.abspath(file))  # noqa: PTH100  Path.resolve would follow links
    tree = next((str(folder) for folder in path.parents if os.path.exists(folder / ".git")), None)  # noqa: PTH110  a name may hold what no path can
    if tree is not None:
        return tree
    here = os.getcwd()  # noqa: PTH109  as above
    return here if path.is_relative_to(here) else None


def project_path(file: str) -> str:
    """The path of the file from its project's root, with slashes; the whole path of a file outside any."""
    path = PurePath(os.path.abspath(file))  # noqa: PTH100  as above
    root = source_root(file)
    return (path if root is None else path.relative_to(root)).as_posix()
