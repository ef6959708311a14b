"""Where the janitor looks, and what it has found out of runs so far."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tapstack.deploy.janitor.mark import Run, run_of
from tapstack.deploy.stores import Access


@dataclass(frozen=True)
class Scope:
    """``regions`` in the order of deployment; ``template`` is the file whose names are looked for.

    ``runs`` are those that tags have told of, by suffix; the finders add to them.
    """

    clients: Callable[[str, str], Any]
    account_id: str
    regions: tuple[str, ...]
    template: str
    now: datetime
    partition: str = "aws"
    pause: Callable[[float], None] = time.sleep
    runs: dict[str, Run] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """Where StackSets are, and where global services are asked."""
        return self.regions[0]

    def access(self, region: str, patience: int = 120) -> Access:
        """What the functions of stores work with; it asks ``patience`` times, every five seconds."""
        return Access(self.clients, region, self.account_id, self.partition, self.pause, patience)

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service."""
        return self.clients(service, region or self.home)

    def tell(self, tags: Mapping[str, str]) -> Run | None:
        """The run that tags tell of, which is known from now on.

        Where two things disagree on when a run began, it is as young as the younger says.
        """
        run = run_of(tags)
        if run is not None:
            known = self.runs.get(run.suffix, run)
            self.runs[run.suffix] = max(run, known)
        return run
