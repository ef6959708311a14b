"""The code of functions lives in files of its own and is embedded into the template.

A resource names its source, relative to the template's folder, beside ``Properties.Code.ZipFile``:
``"Metadata": {"tapstack": {"source": "functions/analytics.py"}}``. What several sources need lies in parts beside them,
``functions/parts/clients.py``, from which they import.
"""

from tapstack.template.embedding.compare import problems
from tapstack.template.embedding.functions import named
from tapstack.template.embedding.join import join
from tapstack.template.embedding.part_imports import FOLDER
from tapstack.template.embedding.plan import Plan, plan

__all__ = ["FOLDER", "Plan", "join", "named", "plan", "problems"]
