"""Two reports compared: what got better, what got worse, what is new and what is gone."""

from tapstack.report.compare.comparison import Change, Comparison, compare
from tapstack.report.compare.saved import Saved, read

__all__ = ["Change", "Comparison", "Saved", "compare", "read"]
