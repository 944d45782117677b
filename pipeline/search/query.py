"""What is asked for: a query as a tree, and the language that people write it in.

    query   = all ("OR" all)*
    all     = one ("AND"? one)*
    one     = ("NOT" | "-") one | "(" query ")" | FIELD ":" one | "date:" DAYS | "lang:" TAG | "file:" NAME | words
    words   = "quoted words" | word | word*

`|` stands for OR. Quotes may be "", “” or «». A field that is put before a group holds for all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import regex

from pipeline.errors import UsageError
from pipeline.search.document import FIELDS, Span, days
from pipeline.search.keys import keys
from pipeline.text import BIDI_CONTROLS, nfc, script, shown

ALIASES = {"to": ("addressee", "salutation"), "from": ("letterhead", "signature"), **{name: (name,) for name in FIELDS}}
FILTERS = ("date", "lang", "file")
TOKEN = regex.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<field>[\p{L}]+):(?=\S)|(?P<quoted>"[^"]*"|“[^”]*”|«[^»]*»)
    |(?P<broken>["“«”»])|(?P<or>OR\b|\|)|(?P<and>AND\b|&)|(?P<not>NOT\b|-(?=[^\s-]))|(?P<word>[^\s()"“”«»|]+))""",
    regex.VERBOSE,
)
DEEPEST = 30  # groups within groups


@dataclass(frozen=True, slots=True)
class Term:
    """Words next to each other, as exact keys, in any of *fields*.

    Attributes:
        prefix: the last word may go on.
        uyghur: written in a script that of all languages here only Uyghur is written in.
    """

    keys: tuple[str, ...]
    fields: tuple[str, ...] = FIELDS
    prefix: bool = False
    uyghur: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """Letters that may be of a day in a span."""

    span: Span


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Letters that hold a language; `ug` stands for `ug-Latn` too."""

    tag: str


@dataclass(frozen=True, slots=True)
class FromFile:
    """Letters from a scan whose file name holds a text, in any case."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """Letters that the node does not hold for."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Group:
    """Letters that all, or any, of the nodes hold for."""

    kind: Literal["all", "any"]
    nodes: "tuple[Node, ...]"


Node = Term | Dated | InLanguage | FromFile | Not | Group


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query, and where it begins."""

    kind: str
    text: str
    at: int


def parse(text: str) -> Node:
    """Return the tree of the query *text*.

    Raises:
        UsageError: if it makes no sense; the message says where and what to do.
    """
    clean = nfc(text).translate(BIDI_CONTROLS)
    tokens = _tokens(clean)
    if not tokens:
        raise UsageError("the query is empty; give a word, such as: mektup search letter")
    return _Parser(clean, tokens).whole()


def terms(node: Node) -> tuple[Term, ...]:
    """Return the terms that letters are found by, those under a Not left out."""
    if isinstance(node, Group):
        return tuple(term for part in node.nodes for term in terms(part))
    return (node,) if isinstance(node, Term) else ()


def _tokens(text: str) -> list[Token]:
    found = []
    at = 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _error(text, at, "cannot be read", "leave it out, or put it in quotes")
        found.append(Token(match.lastgroup, match.group(match.lastgroup), match.start(match.lastgroup)))
        at = match.end()
    return found


def _error(text: str, at: int, what: str, remedy: str) -> UsageError:
    near = text[at : at + 20] or text[max(at - 20, 0) :]
    return UsageError(f"query, at {at + 1} ({shown(near.strip())!r}): {what}; {remedy}")


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens, self.place, self.depth = text, tokens, 0, 0

    def whole(self) -> Node:
        node = self._any(FIELDS)
        if self._kind() is not None:
            raise self._wrong("closes no group", "take the ) out, or open the group with (")
        return node

    def _kind(self) -> str | None:
        return self.tokens[self.place].kind if self.place < len(self.tokens) else None

    def _next(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def _wrong(self, what: str, remedy: str) -> UsageError:
        at = self.tokens[self.place].at if self.place < len(self.tokens) else len(self.text)
        return _error(self.text, at, what, remedy)

    def _any(self, fields: tuple[str, ...]) -> Node:
        nodes = [self._all(fields)]
        while self._kind() == "or":
            self._next()
            nodes.append(self._all(fields))
        return nodes[0] if len(nodes) == 1 else Group("any", tuple(nodes))

    def _all(self, fields: tuple[str, ...]) -> Node:
        nodes = [self._one(fields)]
        while self._kind() not in ("or", "close", None):
            if self._kind() == "and":
                self._next()
            nodes.append(self._one(fields))
        return nodes[0] if len(nodes) == 1 else Group("all", tuple(nodes))

    def _one(self, fields: tuple[str, ...]) -> Node:
        kind = self._kind()
        makers: dict[str, Callable[[tuple[str, ...]], Node]] = {
            "not": self._not, "open": self._group, "field": self._field, "quoted": self._words, "word": self._words,
        }  # fmt: skip
        if kind == "broken":
            raise self._wrong("a quote that is not closed", "close it, or take it out")
        if kind not in makers:
            raise self._wrong("a word is missing here", "AND, OR, NOT and ( want something after them")
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._wrong("too many groups within groups", f"at most {DEEPEST} are read")
        node = makers[kind](fields)
        self.depth -= 1
        return node

    def _not(self, fields: tuple[str, ...]) -> Node:
        self._next()
        return Not(self._one(fields))

    def _group(self, fields: tuple[str, ...]) -> Node:
        self._next()
        node = self._any(fields)
        if self._kind() != "close":
            raise self._wrong("a group that is not closed", "close it with )")
        self._next()
        return node

    def _field(self, fields: tuple[str, ...]) -> Node:
        name = self.tokens[self.place].text.lower()
        if name in FILTERS:
            filters = {"date": self._date, "lang": self._language, "file": self._file}
            # A date in words, as in date:"3 May", is what the letter says there; a date in figures is what it means.
            return filters[name]() or self._one(("date",))
        if name not in ALIASES:
            known = ", ".join(sorted({*ALIASES, *FILTERS}))
            raise self._wrong(f"there is no field {name!r}", f"there are: {known}; quotes make it a word")
        self._next()
        return self._one(tuple(field for field in ALIASES[name] if field in fields))

    def _value(self) -> str:
        self._next()
        if self._kind() not in ("word", "quoted"):
            raise self._wrong("a value is missing here", "write it after the colon, without a space")
        return self._next().text.strip('"“”«»')

    def _date(self) -> Node | None:
        before = self.place
        value = self._value()
        first, dots, last = value.partition("..")
        spans = [days(end) if end else None for end in (first, last or first)]
        if (first and not spans[0]) or (last and not spans[1]):
            if any(char.isdigit() for char in first[:1]) and dots:
                self.place = before
                raise self._wrong(f"{value!r} is no date", "write 1990, 1990-05, 1990-05-17 or 1990..1995")
            self.place = before + 1
            return None
        if not dots:
            return Dated(spans[0]) if spans[0] else None
        return Dated((spans[0][0] if spans[0] else "0000-01-01", spans[1][1] if last and spans[1] else "9999-12-31"))

    def _language(self) -> Node:
        return InLanguage(self._value().lower())

    def _file(self) -> Node:
        return FromFile(self._value())

    def _words(self, fields: tuple[str, ...]) -> Node:
        token = self.tokens[self.place]
        found = tuple(key for word in token.text.split() for key in keys(word))
        if not found:
            raise self._wrong("nothing here can be searched for", "give a word of letters or digits")
        self._next()
        prefix = token.kind == "word" and token.text.endswith("*")
        return Term(found, fields, prefix=prefix, uyghur=script(token.text) in ("Arab", "Cyrl"))
