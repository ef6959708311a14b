"""Parameters: how they are declared, which values they take."""

from tapstack.template.declaration import Declaration
from tapstack.template.parameter_set import ParameterSet
from tapstack.template.parameter_values import ParameterValue, ParameterValues

__all__ = ["Declaration", "ParameterSet", "ParameterValue", "ParameterValues"]
