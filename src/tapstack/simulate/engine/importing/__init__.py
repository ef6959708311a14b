"""Resources that exist already, taken into a stack."""

from tapstack.simulate.engine.importing.demands import refuse_import
from tapstack.simulate.engine.importing.found import look
from tapstack.simulate.engine.importing.take_in import take_in
from tapstack.simulate.engine.importing.wish import Import, identifier_of, importable

__all__ = ["Import", "identifier_of", "importable", "look", "refuse_import", "take_in"]
