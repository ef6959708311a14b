"""Controls: what people require, who asks for it, and how each of them stands in each region after a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tapstack.findings.status import Severity, Status


@dataclass(frozen=True, slots=True)
class FrameworkClause:
    """One clause that a framework has: ``number`` as the framework writes it, ``title`` in our own few words."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Framework:
    """Where clauses come from: ``id`` (``nist-800-53``), the name that people know, and the edition that is meant.

    ``source`` is the address where the framework stands.
    """

    id: str
    title: str
    version: str
    source: str
    clauses: tuple[FrameworkClause, ...]

    def clause(self, number: str) -> FrameworkClause | None:
        """The clause of this number, if there is one."""
        return next((clause for clause in self.clauses if clause.number == number), None)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a framework that asks for a control.

    ``verified`` only where somebody read in ``source`` (an address) that it does; else ``source`` is empty, or says
    where the assumption comes from.
    """

    framework: str
    number: str
    verified: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class HoldsWhen:
    """A parameter under which a control must hold: while it has one of ``values``, or, if ``otherwise``, none."""

    parameter: str
    values: tuple[str, ...]
    otherwise: bool = False

    def __str__(self) -> str:
        return f"{self.parameter} is {'not ' if self.otherwise else ''}{' or '.join(map(repr, self.values))}"


@dataclass(frozen=True, slots=True)
class Control:
    """What people require of the configured template.

    ``checks`` are the ids of the checks that judge it: Guard rules, checks of controls, truths, links, pair checks.
    ``holds_when`` are the parameters under which it must hold, all of them; where there are none, always. ``general``
    if it is about resources of whatever type, so that it speaks for no type. ``file`` and ``line`` say where it is
    written.
    """

    id: str
    title: str
    meaning: str
    severity: Severity
    family: str
    checks: tuple[str, ...]
    clauses: tuple[Clause, ...] = ()
    holds_when: tuple[HoldsWhen, ...] = ()
    general: bool = False
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ControlVerdict:
    """How a control stands in one region.

    ``counts`` are the verdicts of its checks in that region by status, every status named, those that hold for all
    regions together included. ``why`` says why it is SKIP or UNKNOWN where no finding does.
    """

    control: str
    region: str
    status: Status
    counts: Mapping[str, int]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A resource type that no control need look at, and why. ``file`` and ``line`` say where it is written."""

    type: str
    reason: str
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class TypeCoverage:
    """A resource type of the template's stacks: the controls that looked at it, or the reason why none need.

    General controls are not among them: they look at everything, and would speak for every type.

    ``resources`` are the logical ids, in any region, in their order in the template.
    """

    type: str
    resources: tuple[str, ...]
    controls: tuple[str, ...]
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class ControlMatrix:
    """Everything that a report about controls is drawn from.

    ``regions`` are in the order of deployment; ``verdicts`` hold one for each control and region, in the order of
    ``controls``. ``complete`` if the run judged all layers that the controls need: else what it did not judge is SKIP,
    and nothing is said of coverage.
    """

    regions: tuple[str, ...]
    controls: tuple[Control, ...]
    frameworks: tuple[Framework, ...]
    verdicts: tuple[ControlVerdict, ...]
    coverage: tuple[TypeCoverage, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    complete: bool = True
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The number of controls of each status, every status named, for each region."""
    files: tuple[str, ...] = ()
    """The templates that the verdicts are about: findings in other files count for none."""

    def verdict(self, control: str, region: str) -> ControlVerdict | None:
        """How the control stands in the region."""
        return next((one for one in self.verdicts if one.control == control and one.region == region), None)

    def framework(self, name: str) -> Framework | None:
        """The framework of this id."""
        return next((one for one in self.frameworks if one.id == name), None)
