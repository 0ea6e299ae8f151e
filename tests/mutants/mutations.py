"""Small changes of a module that a good test notices: one operator, condition, number, result or statement."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Pow: ("**", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
}
Node = ast.expr | ast.stmt


class Mutant(NamedTuple):
    """One change: the bytes from `start` to `end` of the file become `text`."""

    start: int
    end: int
    line: int
    text: str
    was: str
    where: str
    """The function that it stands in; empty outside any."""

    def apply(self, source: bytes) -> bytes:
        """Return the file with the change."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    @property
    def change(self) -> str:
        """What becomes of what, and in which function: the name of the mutant, although lines may move."""
        change = f"{' '.join(self.was.split())[:60]!r} -> {' '.join(self.text.split())[:60]!r}"
        return f"{self.where}: {change}" if self.where else change

    def __str__(self) -> str:
        return f"line {self.line}: {self.change}"


class Mutator:
    """Finds every mutant of a module; what only type checkers read is left alone."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._functions = [
            node for node in ast.walk(ast.parse(source)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        ]
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def mutants(self) -> list[Mutant]:
        """Return the mutants in the order of the file."""
        found = {(each.start, each.end, each.text): each for each in self._walk(ast.parse(self._source))}
        return sorted(found.values())

    def _walk(self, node: ast.AST) -> Iterator[Mutant]:
        if _only_for_type_checkers(node):
            return
        yield from self._of(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from self._walk(child)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare():
                operands = [node.left, *node.comparators]
                for left, right, op in zip(operands, operands[1:], node.ops, strict=False):
                    yield from self._between(left, right, COMPARISONS.get(type(op)))
            case ast.BinOp():
                yield from self._between(node.left, node.right, ARITHMETIC.get(type(node.op)))
            case ast.BoolOp():
                words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
                for left, right in zip(node.values, node.values[1:], strict=False):
                    yield from self._between(left, right, words)
            case ast.UnaryOp(op=ast.Not()):
                yield self._instead(node, self._text(node.operand))
            case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
                if not isinstance(test, (ast.Compare, ast.UnaryOp)):
                    yield self._instead(test, f"(not ({self._text(test)}))")
            case ast.Constant(value=bool()):
                yield self._instead(node, str(not node.value))
            case ast.Constant(value=int() | float()):
                yield self._instead(node, f"{node.value + 1}")
            case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                yield self._instead(node, "return None")
            case ast.Expr(value=ast.Call() | ast.Await()) | ast.AugAssign() | ast.Raise() | ast.Continue():
                yield self._instead(node, "pass")
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield self._instead(node, "pass")

    def _between(self, left: ast.expr, right: ast.expr, words: tuple[str, str] | None) -> Iterator[Mutant]:
        if words is None:
            return
        start, end = self._span(left)[1], self._span(right)[0]
        old, new = words
        pattern = rf"(?<!\w){re.escape(old).replace(chr(92) + ' ', chr(92) + 's+')}(?!\w)"
        found = re.search(pattern.encode(), self._source[start:end])
        if found:
            first, last = start + found.start(), start + found.end()
            line = self._source.count(b"\n", 0, first) + 1
            shown = self._source[self._span(left)[0] : self._span(right)[1]].decode()
            yield Mutant(first, last, line, new, f"{old} in {shown}", self._function(line))

    def _instead(self, node: Node, text: str) -> Mutant:
        start, end = self._span(node)
        return Mutant(start, end, node.lineno, text, self._text(node), self._function(node.lineno))

    def _function(self, line: int) -> str:
        """Return the name of the innermost function around a line."""
        around = [node for node in self._functions if node.lineno <= line <= (node.end_lineno or 0)]
        return max(around, key=lambda node: node.lineno).name if around else ""

    def _span(self, node: Node) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        first = self._starts[node.lineno - 1] + node.col_offset
        return first, self._starts[node.end_lineno - 1] + node.end_col_offset

    def _text(self, node: Node) -> str:
        start, end = self._span(node)
        return self._source[start:end].decode()


def _only_for_type_checkers(node: ast.AST) -> bool:
    match node:
        case (
            ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="TYPE_CHECKING" | "__slots__")])
        ):
            return True
        case ast.ClassDef(bases=[ast.Name(id="Protocol"), *_]):
            return True
        case ast.FunctionDef(name="__repr__") | ast.Call(func=ast.Name(id="TypeVar")):
            return True
    return False
