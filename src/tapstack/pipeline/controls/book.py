"""What the control files say, as it is written: two controls of one id are both in it."""

from dataclasses import dataclass

from tapstack.findings import Control, Exemption, Framework


@dataclass(frozen=True, slots=True)
class Book:
    """Controls, frameworks and exemptions, each in the order in which they are written."""

    controls: tuple[Control, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    exemptions: tuple[Exemption, ...] = ()

    def framework(self, name: str) -> Framework | None:
        """The framework of this id."""
        return next((one for one in self.frameworks if one.id == name), None)

    def judging(self) -> dict[str, list[str]]:
        """The ids of the controls that each check judges."""
        found: dict[str, list[str]] = {}
        for control in self.controls:
            for check in control.checks:
                ids = found.setdefault(check, [])
                if control.id not in ids:
                    ids.append(control.id)
        return found
