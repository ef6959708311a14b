"""The code of functions lives in files of its own and is embedded into the template.

A resource names its source, relative to the template's folder, beside ``Properties.Code.ZipFile``:
``"Metadata": {"tapstack": {"source": "functions/analytics.py"}}``.
"""

from tapstack.template.embedding.compare import problems
from tapstack.template.embedding.functions import named
from tapstack.template.embedding.plan import Plan, plan

__all__ = ["Plan", "named", "plan", "problems"]
