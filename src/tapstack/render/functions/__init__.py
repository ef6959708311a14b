"""CloudFormation's intrinsic functions, one a file, and the table by which they are found."""

from collections.abc import Callable

from tapstack.render.call import Call
from tapstack.render.functions import (
    base64,
    choose,
    cidr,
    find_in_map,
    get_att,
    get_azs,
    imports,
    join,
    length,
    ref,
    select,
    split,
    sub,
    to_json_string,
    transform,
)
from tapstack.render.node import Node

FUNCTIONS: dict[str, Callable[[Call], Node]] = {
    "Fn::Base64": base64.build,
    "Fn::Cidr": cidr.build,
    "Fn::FindInMap": find_in_map.build,
    "Fn::GetAZs": get_azs.build,
    "Fn::GetAtt": get_att.build,
    "Fn::GetStackOutput": imports.build_stack_output,
    "Fn::If": choose.build,
    "Fn::ImportValue": imports.build_import,
    "Fn::Join": join.build,
    "Fn::Length": length.build,
    "Fn::Select": select.build,
    "Fn::Split": split.build,
    "Fn::Sub": sub.build,
    "Fn::ToJsonString": to_json_string.build,
    "Fn::Transform": transform.build,
    "Ref": ref.build,
}

EXTENSIONS = frozenset({"Fn::Length", "Fn::ToJsonString"})
"""Functions that CloudFormation knows only with the transform AWS::LanguageExtensions."""

NOT_IN_CONDITIONS = frozenset({"Fn::GetStackOutput", "Fn::If", "Fn::ImportValue"})
"""Fn::If is for resources and outputs; the others read other stacks, and conditions see parameters and mappings."""

CONDITION_FUNCTIONS = frozenset({"Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or"})
"""Functions that belong to the Conditions section."""

RULE_FUNCTIONS = frozenset(
    {"Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll"}
)
"""Functions that belong to the Rules section."""
