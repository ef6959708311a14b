"""The file and its parameters beside those that the StackSet has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tapstack.deploy.drift.verdicts import of_file
from tapstack.deploy.planning.differences import differences
from tapstack.deploy.planning.template_file import TemplateFile
from tapstack.deploy.planning.wanted import wanted

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.proving.verdict import Verdict
    from tapstack.deploy.standing.sets import StandingSet
    from tapstack.deploy.target import Target

_NO_BUCKET = "no-bucket"
_COMPARED = ("the template", "parameter ")


def ahead(connection: Connection, target: Target, standing: StandingSet) -> Verdict:
    """Whether the file or a parameter differs; a NoEcho value, which AWS never tells, is taken to be the same."""
    template = TemplateFile.read(target.subject.file)
    named = replace(target, bucket=target.bucket or _NO_BUCKET)
    wish = wanted(named, template, account_id=connection.account_id, partition=connection.partition)
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in standing.parameters.items()]
    there = {"TemplateBody": standing.template, "Parameters": parameters}
    found = [one for one in differences(wish, there) if one.startswith(_COMPARED)]
    return of_file(found, {"file": template.text, "StackSet": standing.template})
