"""A context of an adoption whose CloudFormation answers what a test says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tapstack.deploy.adopt.context import Context
from tapstack.deploy.adopt.plan import plan
from tapstack.deploy.connection import Connection
from tapstack.deploy.following import Pace
from tapstack.deploy.planning.template_file import TemplateFile
from tapstack.deploy.planning.wanted import Wanted
from tapstack.deploy.retained import Found, retained
from tapstack.deploy.stores import Seen
from tests.unit.deploy.left_behind import ACCOUNT, HERE, THERE, subject


def refusal(code: str, message: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "It")


@dataclass
class Answering:
    """A client of CloudFormation: ``answers`` by operation are given in order, the last one again and again."""

    answers: dict[str, list[Any]] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return lambda **given: self.answer(name, given)

    def answer(self, name: str, given: Mapping[str, Any]) -> Any:
        self.asked.append((name, given))
        waiting = self.answers.get(name, [{}])
        found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(found, Exception):
            raise found
        return found

    def get_paginator(self, name: str) -> Any:
        return SimpleNamespace(paginate=lambda **given: [self.answer(name, given)])

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.asked]


@pytest.fixture
def formation():
    return Answering()


@pytest.fixture
def context(formation):
    """Everything of the first region is there and free."""
    made = subject()
    found = [
        Found(one, Seen(one.name or "key-id", f"arn:{one.name}", HERE, count=2)) for one in retained(made.stacks[HERE])
    ]
    planned = plan(made.template.body, made.stacks, reversed(found), "Set-adopted")
    session = SimpleNamespace(client=lambda service, region_name, config: formation)
    connection = Connection(ACCOUNT, "aws", "arn:me", HERE, (HERE, THERE), session)
    template = TemplateFile("t.json", b"{}", "0")
    wish = Wanted("Set", ACCOUNT, "aws", HERE, (HERE, THERE), template, "b", parameters={"Suffix": "x"})
    return Context(connection, planned, wish, lambda: Pace(sleep=lambda _: None, timeout=None), lambda _: None)
