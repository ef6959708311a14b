"""The picture of all regions' resources: a lane for each region, steps of creation from left to right."""

from tapstack.report.html.graph.board import Board, board

__all__ = ["Board", "board"]
