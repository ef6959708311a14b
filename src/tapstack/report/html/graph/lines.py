"""Curves between boxes, as paths of SVG."""


def inside(x: int, y: int, to_x: int, to_y: int) -> str:
    """From the right side of one box to the left side of another of the same lane; back again in a wide bow."""
    bend = max(32, abs(to_x - x) // 2) if to_x >= x else 90
    return f"M{x},{y}C{x + bend},{y} {to_x - bend},{to_y} {to_x},{to_y}"


def across(x: int, y: int, to_x: int, to_y: int) -> str:
    """From one lane to another, leaving and arriving upright."""
    bend = max(40, abs(to_y - y) // 2) * (1 if to_y >= y else -1)
    return f"M{x},{y}C{x},{y + bend} {to_x},{to_y - bend} {to_x},{to_y}"
