"""What the fixtures that are called give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tapstack.findings import ordered
from tapstack.pytest_plugin.errors import Refusing
from tapstack.pytest_plugin.findings import Findings

if TYPE_CHECKING:
    from tapstack.graph import Graph
    from tapstack.pipeline import Request
    from tapstack.pytest_plugin.source import Source
    from tapstack.pytest_plugin.stack import Stack


class StackOf:
    """``tapstack_stack``: from a region to its stack."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __repr__(self) -> str:
        return f"<tapstack_stack of {self._source.request.file}>"

    def __call__(self, region: str, parameters: Mapping[str, Any] | None = None, /, **others: Any) -> Stack:
        """The stack of ``region``; the parameters named here go before those of options and configuration."""
        __tracebackhide__ = True
        return self._source.stackset.with_parameters(parameters, **others).stack(region)

    def exactly(self, region: str, parameters: Mapping[str, Any]) -> Stack:
        """The stack of ``region`` with these parameters and no others: defaults serve the rest."""
        __tracebackhide__ = True
        return self._source.stackset.exactly(parameters).stack(region)


class GraphOf:
    """``tapstack_graph``: from a region to who needs whom there."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __repr__(self) -> str:
        return f"<tapstack_graph of {self._source.request.file}>"

    def __call__(self, region: str, parameters: Mapping[str, Any] | None = None, /, **others: Any) -> Graph:
        """The graph of ``region``; parameters as for ``tapstack_stack``."""
        __tracebackhide__ = True
        return self._source.stackset.with_parameters(parameters, **others).stack(region).graph


class FindingsOf:
    """``tapstack_findings``: runs layers."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __repr__(self) -> str:
        return f"<tapstack_findings of {self._source.request.file}>"

    def __call__(
        self,
        layers: Sequence[str] = (),
        *,
        regions: Sequence[str] = (),
        parameters: Mapping[str, Any] | None = None,
    ) -> Findings:
        """The findings of the named layers (all, if none is named), of every status.

        ``regions`` and ``parameters`` go before those of options and configuration.
        """
        __tracebackhide__ = True
        from tapstack.pipeline import chosen
        from tapstack.pipeline.values import regions as known

        with Refusing(), chdir(self._source.folder):
            given = self._source.request
            changed = replace(
                given,
                layers=chosen([layers] if isinstance(layers, str) else layers),
                regions=known(regions) or given.regions,
                parameters={**given.parameters, **(parameters or {})},
                complete=given.complete or bool(parameters),
                given_only=bool(parameters),
            )
            return self._judged(changed, cached=not parameters)

    def _judged(self, request: Request, *, cached: bool) -> Findings:
        """As ``tapstack check`` judges, waivers applied; results of drawn parameters would only fill the cache."""
        from tapstack.pipeline import run
        from tapstack.pipeline.cache import Cache, folder
        from tapstack.pipeline.idle_rules import settled
        from tapstack.pipeline.waivers import waive, waivers_for

        configuration = self._source.configuration
        cache = Cache(folder(configuration.root)) if cached else None
        waivers = waivers_for([request], configuration)
        found = run(request, cache=cache).findings
        return Findings(ordered(waive(settled([(request, found)], configuration), waivers, configuration)))
