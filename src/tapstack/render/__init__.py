"""From a template, parameters and a region to the stack that the region really gets."""

from tapstack.render.filling import Filling
from tapstack.render.place import Place
from tapstack.render.program import Program, compile_template
from tapstack.render.resource import Resource
from tapstack.render.stack import Stack

__all__ = ["Filling", "Place", "Program", "Resource", "Stack", "compile_template"]
