"""A provider that a script has told what to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.resources import RefusedError

if TYPE_CHECKING:
    from tapstack.simulate.resources import Owner, Provider, Wanted


class Refusing:
    """A provider that refuses the calls that it was told to, each once."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self.refused: list[tuple[str, str, str]] = []

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._provider, name)

        def asked(owner: Owner, *rest: Any) -> Any:
            wanted: Wanted = rest[-1]
            key = (name, wanted.logical_id, owner.region)
            if key in self.refused:
                self.refused.remove(key)
                raise RefusedError("InternalFailure", "The script has this call refused.", service="Script", status=500)
            return call(owner, *rest)

        return asked
