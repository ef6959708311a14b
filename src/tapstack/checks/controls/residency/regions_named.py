"""RES-01: the regions that a stack names are those of the deployment."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.deployment import outside
from tapstack.checks.pair.exempt import TOLD, worldwide
from tapstack.checks.pair.mentions import leaves, named
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each text that names another, be it written out or given by a parameter."""
    item = properties.item
    found = [(path, text, name) for path, text in leaves(properties.raw, (), TOLD) for name in named(text)]
    if not found:
        raise NotAskedError(f"{item} names no region")
    strange = outside((name for _, text, name in found if not worldwide(item.type, item.body.raw, name, text)), view)
    for path, text, name in found:
        if name in strange and not worldwide(item.type, item.body.raw, name, text):
            at = properties.at(path)
            yield Fault(at, f"{at.label} of {item} names {name}: {at.shown}.")


CONTROL = ControlCheck(
    name="STACK_NAMES_REGIONS_OF_THE_DEPLOYMENT",
    title="Every region that a stack names is one of the deployment",
    why="What leads to another region leads out of what was agreed on, with the data that goes there.",
    fix="Write ${AWS::Region}, or name one of the regions that the stacks are made in.",
    source="GDPR, Article 44 (https://gdprhub.eu/index.php?title=Article_44_GDPR); DORA, Article 30(2)(b)"
    " (https://streamlex.eu/articles/dora-en-art-30): the regions where data is kept are agreed on",
    controls=("RES-01",),
    about=(),
    judge=judge,
)
