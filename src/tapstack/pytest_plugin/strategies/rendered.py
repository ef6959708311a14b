"""Stacks of drawn parameters."""

from collections.abc import Mapping

from hypothesis import strategies as st

from tapstack.checks.subject import Subject
from tapstack.pytest_plugin.stack import Stack
from tapstack.pytest_plugin.stackset import StackSet
from tapstack.pytest_plugin.strategies.section import Section
from tapstack.pytest_plugin.strategies.valid import Sets


def rendered(section: Section, region: str, known: Mapping[str, st.SearchStrategy[str]]) -> st.SearchStrategy[Stack]:
    """The stack of ``region`` for each valid set."""
    subject = Subject(section.template.file, (region,))
    subject.template = section.template
    stackset = StackSet(subject)
    return Sets(section, (region,), known).strategy().map(lambda values: stackset.exactly(values).stack(region))
