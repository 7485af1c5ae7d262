"""Which commands open a screen or a line: followed through the source from what a key runs.

From ``action_<id>`` on, whatever is named is followed: a method of the same class, one of a part
that an attribute or an argument holds, a function. What is reached by another way is not seen.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

APP: Final = Path(__file__).parents[2] / "tui_reader/app"
OPENING: Final = {"push_screen", "FilterBar", "FindBar", "ShelfBar"}
"""What is called to open a screen, or to make a line to type in."""


class Place(NamedTuple):
    """A function, or a method of a class."""

    owner: str
    """The class, or the module of a function."""
    name: str


class Source:
    """The functions of the full-screen reader, and who may be meant by a name."""

    def __init__(self) -> None:
        self.bodies: dict[Place, ast.AST] = {}
        self._bases: dict[str, list[str]] = {}
        self._held: dict[str, set[str]] = defaultdict(set)
        self._functions: dict[str, set[Place]] = defaultdict(set)
        trees = {str(file): ast.parse(file.read_text()) for file in APP.rglob("*.py")}
        for module, tree in trees.items():
            self._learn(module, tree.body)
        for tree in trees.values():
            for node in ast.walk(tree):
                self._learn_holders(node)

    def _learn(self, owner: str, body: list[ast.stmt]) -> None:
        for node in body:
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    self.bodies[Place(owner, name)] = node
                    if owner not in self._bases:
                        self._functions[name].add(Place(owner, name))
                case ast.ClassDef(name=name, bases=bases):
                    self._bases[name] = [ast.unparse(base).split("[")[0] for base in bases]
                    self._learn(name, node.body)

    def _learn_holders(self, node: ast.AST) -> None:
        """Learn that an attribute or an argument of a name holds a part of some class."""
        match node:
            case ast.Assign(targets=[ast.Attribute(attr=name)], value=ast.Call(func=made)):
                self._hold(name, ast.unparse(made))
            case ast.FunctionDef(name=name, returns=ast.expr() as given):
                self._hold(name, ast.unparse(given))
            case ast.arg(arg=name, annotation=ast.expr() as given):
                self._hold(name, ast.unparse(given))
                self._hold(f"_{name}", ast.unparse(given))

    def _hold(self, name: str, what: str) -> None:
        if (what := what.strip("'").rpartition(".")[2]) in self._bases:
            self._held[name].add(what)

    def meant(self, here: Place, node: ast.AST) -> Iterator[Place]:
        """Yield what a name may stand for in a function."""
        match node:
            case ast.Name(id=name):
                yield from self._functions.get(name, ())
            case ast.Attribute(attr=name, value=ast.Name(id="self")):
                yield from self._methods(here.owner, name)
            case ast.Attribute(attr=name, value=ast.Attribute(attr=holder) | ast.Name(id=holder)):
                for part in self._held.get(holder, ()):
                    yield from self._methods(part, name)

    def _methods(self, owner: str, name: str) -> list[Place]:
        """Return the method of a class, else that of the class it is made from."""
        if Place(owner, name) in self.bodies:
            return [Place(owner, name)]
        return next(filter(None, (self._methods(b, name) for b in self._bases.get(owner, ()))), [])

    def opening(self) -> set[Place]:
        """Return the functions that open something, or name one that does."""
        named = {
            place: [each for node in ast.walk(body) for each in self.meant(place, node)]
            for place, body in self.bodies.items()
        }
        found = {
            place for place, body in self.bodies.items() if any(map(_is_opening, ast.walk(body)))
        }
        while more := {place for place in named.keys() - found if found & set(named[place])}:
            found |= more
        return found


def _is_opening(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name in OPENING
    return False


def commands_that_open() -> set[str]:
    """Return the ids of the commands whose action opens a screen or a line."""
    names = (place.name for place in Source().opening())
    return {name.removeprefix("action_") for name in names if name.startswith("action_")}
