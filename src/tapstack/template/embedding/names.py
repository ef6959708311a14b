"""The names of a module, as Python's own symbol table has them."""

import ast
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_LOOPS = ("listcomp", "setcomp", "dictcomp", "genexpr")


@dataclass(frozen=True, slots=True)
class Names:
    """What a module binds, takes from elsewhere and sets again.

    ``imported`` says of each name that an import binds what it is (``json``, ``botocore.config.Config``); ``defined``
    are the names that the module binds otherwise. ``foreign`` are those that it uses and does not bind, which
    are builtins. ``shared`` are those that a function of it sets by ``global``.
    """

    imported: dict[str, set[str]]
    defined: frozenset[str]
    foreign: frozenset[str]
    shared: frozenset[str]


def names(text: str, file: str, tree: ast.Module) -> Names:
    """The names of a module whose text is valid Python."""
    top = symtable.symtable(text, file, "exec")
    inner = [symbol for table in _inner(top) for symbol in table.get_symbols()]
    functions = [symbol for table in _inner(top) if table.get_name() not in _LOOPS for symbol in table.get_symbols()]
    shared = {symbol.get_name() for symbol in functions if symbol.is_declared_global() and _is_set(symbol)}
    imported, loops = _imported(tree), _loops(tree)
    defined = shared | {name for node in _outer(tree) if node not in loops for name in _bound(node)}
    # From Python 3.12 on, the module's table has the variables of its comprehensions, too.
    looped = {name for node in loops for name in _named(node)}
    used = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()} - looped
    used |= {symbol.get_name() for symbol in inner if symbol.is_global() and symbol.is_referenced()}
    return Names(imported, frozenset(defined), frozenset(used - defined - imported.keys()), frozenset(shared))


def place(tree: ast.Module, name: str) -> ast.AST | None:
    """The first statement or name of the module itself that has ``name``; else the first anywhere in it."""
    for nodes in (_outer(tree), ast.walk(tree)):
        found = [node for node in nodes if name in _named(node)]
        if found:
            return min(found, key=lambda node: (node.lineno, node.col_offset))  # type: ignore[attr-defined]
    return None


def _inner(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _inner(child)


def _loops(tree: ast.Module) -> set[ast.AST]:
    """The names that comprehensions of the module itself bind, for themselves only."""
    found = (node for node in _outer(tree) if isinstance(node, ast.comprehension))
    return {name for node in found for name in ast.walk(node.target)}


def _bound(node: ast.AST) -> set[str]:
    """The names that a node itself binds otherwise than by an import."""
    if isinstance(node, ast.alias) or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
        return set()
    return _named(node)


def _is_set(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported()


def _outer(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a module without what is in its functions and classes."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if not isinstance(node, _SCOPES):
            yield from _outer(node)


def _imported(tree: ast.Module) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node in _outer(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                found.setdefault(alias.asname or first, set()).add(alias.name if alias.asname else first)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found.setdefault(alias.asname or alias.name, set()).add(f"{node.module}.{alias.name}")
    return found


def _named(node: ast.AST) -> set[str]:
    """The names that a node has itself."""
    if isinstance(node, ast.alias):
        return {node.asname or node.name.partition(".")[0]}
    if isinstance(node, ast.Global):
        return set(node.names)
    return {str(getattr(node, kind)) for kind in ("id", "name", "rest") if getattr(node, kind, None)}
