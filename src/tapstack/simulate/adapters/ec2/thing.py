"""What the resources of EC2 have in common: an id, tags given with the first call, and a description by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, Wanted


class Ec2Thing(Adapter):
    """``kind`` is the resource type in tag specifications; ``describe`` the call that tells of it.

    ``ids`` is the argument by which it is asked, ``answer`` the member of the answer; ``id_name`` the member of one.
    """

    kind: ClassVar[str]
    describe: ClassVar[str]
    ids: ClassVar[str]
    answer: ClassVar[str]
    id_name: ClassVar[str]

    def tagged(self, bench: Bench, wanted: Wanted) -> dict[str, Any]:
        """The tags as an argument of the first call; nothing where there are none."""
        pairs = tags(bench, wanted)
        return {"TagSpecifications": [{"ResourceType": self.kind, "Tags": listed(pairs)}]} if pairs else {}

    def retag(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> None:
        """CreateTags and DeleteTags."""
        client = bench.client("ec2")
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.delete_tags(Resources=[self.id_of(made)], Tags=[{"Key": key} for key in gone])
        if new:
            client.create_tags(Resources=[self.id_of(made)], Tags=listed(new))

    def id_of(self, made: Made) -> str:
        """The id by which EC2 knows it."""
        return made.physical_id

    def about(self, bench: Bench, made: Made) -> Mapping[str, Any] | None:
        """What EC2 tells of it; None where it is gone."""
        try:
            answer = getattr(bench.client("ec2"), self.describe)(**{self.ids: [self.id_of(made)]})
        except ClientError as error:
            if is_absence(error):
                return None
            raise
        found: list[Mapping[str, Any]] = answer[self.answer]
        return found[0] if found else None

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Its tags; types that can change more do more."""
        self.retag(bench, made, before, wanted)
        return made

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """What EC2 tells under the template's names, and the tags."""
        about = self.about(bench, made) or {}
        found = {name: about[name] for name in sorted(self.carried) if name in about}
        return found | self.tags_told(bench, about, wanted) if about else {}

    def tags_told(self, bench: Bench, about: Mapping[str, Any], wanted: Wanted) -> dict[str, Any]:
        """The resource's own tags, out of what EC2 tells of it."""
        return {"Tags": told(bench, about.get("Tags", []), wanted=wanted)}


def is_absence(error: ClientError) -> bool:
    """Whether EC2 says that a thing is not there: it has a code for each kind, all of them with NotFound in it."""
    return "NotFound" in error.response["Error"]["Code"]


def ignoring_absence(call: Any, **arguments: Any) -> None:
    """Delete something; what is not there any more raises nothing."""
    try:
        call(**arguments)
    except ClientError as error:
        if not is_absence(error):
            raise
