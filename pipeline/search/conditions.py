"""A query as conditions of SQL; what differs between databases is their dialect."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.search.query import Dated, FromFile, Group, InLanguage, Node, Not, Term

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition and the values of its placeholders, in order."""

    text: str
    values: tuple[Value, ...] = ()


class Dialect(Protocol):
    """How one database says it; `letters` is the table of letters."""

    def matches(self, node: Node) -> Sql:
        """Return the condition that a letter's words hold for *node*, which is of terms alone."""

    def dated(self, node: Dated) -> Sql: ...

    def in_language(self, node: InLanguage) -> Sql: ...

    def from_file(self, node: FromFile) -> Sql: ...


def is_text(node: Node) -> bool:
    """Return whether *node* is of terms alone, so that a full-text index can answer it."""
    return isinstance(node, Term) or (isinstance(node, Group) and all(map(is_text, node.nodes)))


def divided(node: Node) -> tuple[Node | None, tuple[Node, ...]]:
    """Return what of *node* a full-text index ranks letters by, and the conditions that they must meet beside it."""
    nodes = node.nodes if isinstance(node, Group) and node.kind == "all" else (node,)
    texts = tuple(one for one in nodes if is_text(one))
    ranked = Group("all", texts) if len(texts) > 1 else next(iter(texts), None)
    return ranked, tuple(one for one in nodes if not is_text(one))


def condition(node: Node, dialect: Dialect) -> Sql:
    """Return the condition of *node*."""
    if is_text(node):
        return dialect.matches(node)
    match node:
        case Group():
            return _joined([condition(one, dialect) for one in node.nodes], "AND" if node.kind == "all" else "OR")
        case Not():
            inner = condition(node.node, dialect)
            return Sql(f"NOT ({inner.text})", inner.values)
        case Dated():
            return dialect.dated(node)
        case InLanguage():
            return dialect.in_language(node)
        case FromFile():
            return dialect.from_file(node)
    raise AssertionError(node)


def all_of(conditions: Sequence[Sql]) -> Sql:
    """Return the condition that all *conditions* hold; it holds if there are none."""
    return _joined(conditions, "AND") if conditions else Sql("true")


def _joined(conditions: Sequence[Sql], by: str) -> Sql:
    text = f" {by} ".join(f"({one.text})" for one in conditions)
    return Sql(text, tuple(value for one in conditions for value in one.values))


def escaped(text: str) -> str:
    r"""Return *text* for the middle of a LIKE pattern with the escape character \."""
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
