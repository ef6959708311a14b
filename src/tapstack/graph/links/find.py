"""Every link of a StackSet."""

from __future__ import annotations

from collections.abc import Sequence

from tapstack.graph.links.mentions import Mention, is_wild, mentions, shortened
from tapstack.graph.links.model import Link, Moment
from tapstack.graph.links.moments import moment
from tapstack.graph.stackset import Item, StackSet
from tapstack.render.pattern import ACCOUNT, is_whole

_PATHS = "AWS::SSM::Parameter"
_SHORTEST = 6
"""Characters of a plain name that is taken for a reference though nothing beside it names a region."""


def links(stackset: StackSet) -> list[Link]:
    """The links between the regions of ``stackset``, each once, in the order of regions and of the template."""
    found: dict[tuple[object, ...], Link] = {}
    for item in stackset.items if len(stackset.regions) > 1 else ():
        for mention in mentions(item, stackset):
            if link := _link(mention, stackset):
                end = link.target.logical_id if link.target else link.text
                found.setdefault((item, link.at.path, link.region, end), link)
    return list(found.values())


def _link(mention: Mention, stackset: StackSet) -> Link | None:
    """The link that a mention is, or None where it stays at home, or is no reference as far as one can see."""
    home = mention.item.region
    for text in shortened(mention.text):
        if found := _there(mention, stackset.named(text), home):
            return None if found.region == home else Link(mention.at, text, found.region, found, *moment(mention.at))
    if mention.region in ("", home) or mention.region not in stackset.regions:
        return _left_out(mention, stackset) if mention.text.startswith("arn:") and not mention.region else None
    if below := _below_path(mention, stackset):
        return Link(mention.at, mention.text, mention.region, below, *moment(mention.at))
    return _left_out(mention, stackset) or _missing(mention, stackset)


def _there(mention: Mention, named: Sequence[Item], home: str) -> Item | None:
    """What a text names: at home if it can, else where the mention says, or anywhere if it says nothing."""
    if mention.region in ("", home):
        if at_home := [item for item in named if item.region == home]:
            return at_home[0]
        if replicated := [item for item in named if home in item.regions]:
            return replicated[0]
        far = [item for item in named if not mention.region]
        return far[0] if far and len(mention.text) >= _SHORTEST else None
    return next((item for item in named if mention.region in item.regions), None)


def _left_out(mention: Mention, stackset: StackSet) -> Link | None:
    """A link to what the other region's stack does not make because a condition is false there."""
    home = mention.item.region
    when, source = moment(mention.at)
    for text in shortened(mention.text) if when is not Moment.PERMISSION else ():
        for item in stackset.absent_named(text):
            if item.region != home and mention.region in ("", *item.regions):
                return Link(mention.at, text, item.region, item, when, source)
    return None


def _missing(mention: Mention, stackset: StackSet) -> Link | None:
    """A link to nothing: an ARN in the other region that no stack makes, or the name of a twin that is not there."""
    when, source = moment(mention.at)
    if when is Moment.PERMISSION or is_wild(mention.text) or not is_whole(mention.text.replace(ACCOUNT, "")):
        return None
    twin = _twin(mention, stackset)
    if twin is None and not mention.text.startswith("arn:") and not _is_path(mention, stackset):
        return None
    return Link(mention.at, mention.text, mention.region, None, when, source, twin)


def _is_path(mention: Mention, stackset: StackSet) -> bool:
    """Whether it is said to be a path of parameters, in a region whose stack makes some."""
    said = str(mention.path[-1]).endswith(("Path", "ParameterName"))
    return said and mention.text.startswith("/") and bool(stackset.of_type(_PATHS, region=mention.region))


def _twin(mention: Mention, stackset: StackSet) -> Item | None:
    """What the text names at home once the region in it is the home region: the other region has none of it."""
    home = mention.item.region
    if mention.region not in mention.text:
        return None
    text = mention.text.replace(mention.region, home)
    named = (item for shorter in shortened(text) for item in stackset.named(shorter))
    return next((item for item in named if item.region == home), None)


def _below_path(mention: Mention, stackset: StackSet) -> Item | None:
    """The first parameter below a path of parameters in the other region."""
    path = mention.text.rstrip("/") + "/"
    names = ((item, item["Name"].raw) for item in stackset.of_type(_PATHS, region=mention.region))
    fitting = (item for item, name in names if isinstance(name, str) and name.startswith(path))
    return next(fitting, None) if path.startswith("/") else None
