"""Worlds of a few resources, and what stands in them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from tapstack.checks.subject import Subject
from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.surroundings import Surroundings
from tapstack.graph.stackset import StackSet


def world_of(folder: Path, resources: dict[str, Any], regions: tuple[str, ...] = ("us-east-1",)):
    file = folder / "template.json"
    file.write_text(json.dumps({"Resources": resources}))
    return PlannedView(StackSet(Subject(str(file), regions).stacks), Surroundings(now=date(2026, 11, 25)))


def role(*policies: Any, **properties: Any) -> dict[str, Any]:
    trust = {
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]
    }
    documents = [{"Version": "2012-10-17", "Statement": said} for said in policies]
    inline = [{"PolicyName": str(n), "PolicyDocument": said} for n, said in enumerate(documents)]
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {"AssumeRolePolicyDocument": trust, "Policies": inline, **properties},
    }
