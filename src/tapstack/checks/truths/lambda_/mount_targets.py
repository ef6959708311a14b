"""LAMBDA-044: the mount targets of a function's file system come before the function."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_POINT, _FILES, _TARGET = "AWS::EFS::AccessPoint", "AWS::EFS::FileSystem", "AWS::EFS::MountTarget"


def judge(mounted: Property, view: View) -> Iterator[Fault]:
    """A fault for each mount target of the same file system that may come later."""
    point = view.find(mounted["Arn"], _POINT)
    files = view.find(point["FileSystemId"], _FILES) if point else None
    if files is None:
        return
    for target in view.all(_TARGET, region=mounted.item.region):
        same = target.certain and view.find(target["FileSystemId"], _FILES) is files
        if same and not view.before(mounted.item, target):
            yield Fault(mounted, f"{target} of {files} is not surely there when {mounted.item} is made.")


TRUTH = Truth(
    id="LAMBDA-044",
    title="A function that mounts a file system is made after the file system's mount targets",
    why="Lambda cannot mount the file system yet, and refuses the function: now and then only.",
    fix="Add DependsOn with every AWS::EFS::MountTarget of the file system to the function.",
    source="resource schema AWS::Lambda::Function, FileSystemConfigs (DependsOn the mount targets of the template)",
    about=("AWS::Lambda::Function",),
    at="FileSystemConfigs[]",
    judge=judge,
)
