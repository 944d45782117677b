"""How PostgreSQL is asked: lexemes are made from keys here, so that its own parsers and dictionaries never see text.

A lexeme says its field and whether it is an exact key or a stem, as in `g=mektup` and `g~ئmektup`; so one column is
enough for all fields. Exact keys and stems, in fields that say much and others, have the four weights there are.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from pipeline.search.conditions import Sql, escaped
from pipeline.search.document import FIELDS, Document
from pipeline.search.keys import pairs
from pipeline.search.marking import Forms, only_uyghur
from pipeline.search.query import Dated, FromFile, Group, InLanguage, Node, Term

CODES = {field: chr(ord("a") + n) for n, field in enumerate(FIELDS)}
TELLING = frozenset({"subject", "reference", "addressee", "signature", "letterhead", "date"})
EXACT, FORM = "=", "~"
LABELS = {(EXACT, True): "A", (EXACT, False): "B", (FORM, True): "C", (FORM, False): "D"}
WEIGHTS = "{0.05, 0.15, 0.4, 1.0}"  # of D, C, B and A
LAST = 16_383  # the furthest place that a tsvector knows
MOST_PHRASES = 16  # phrases that one is widened to, in each field


def tsvector(document: Document) -> str:
    """Return the lexemes of *document* with their places and weights, as PostgreSQL reads them."""
    return " ".join(_lexemes(document))


def _lexemes(document: Document) -> Iterator[str]:
    place = 0
    for passage in document.passages:
        code, telling = CODES[passage.field], passage.field in TELLING
        for word in passage.words:
            for key, stem in pairs(word, passage.language):
                place = min(place + 1, LAST)
                yield f"{_quoted(code + EXACT + key)}:{place}{LABELS[EXACT, telling]}"
                yield f"{_quoted(code + FORM + stem)}:{place}{LABELS[FORM, telling]}"


class TsQuery:
    """The dialect of PostgreSQL, for words in any of their *forms*."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms

    def matches(self, node: Node) -> Sql:
        return Sql("letters.words @@ %s::tsquery", (self.expression(node),))

    def dated(self, node: Dated) -> Sql:
        first, last = node.span
        return Sql("letters.id IN (SELECT letter FROM dates WHERE first <= %s AND last >= %s)", (last, first))

    def in_language(self, node: InLanguage) -> Sql:
        tag = escaped(node.tag)
        return Sql("letters.languages LIKE %s OR letters.languages LIKE %s", (f"% {tag} %", f"% {tag}-%"))

    def from_file(self, node: FromFile) -> Sql:
        return Sql("letters.sources ILIKE %s", (f"%{escaped(node.name)}%",))

    def expression(self, node: Node) -> str:
        """Return *node*, which is of terms alone, as a tsquery."""
        if isinstance(node, Group):
            return (" & " if node.kind == "all" else " | ").join(f"({self.expression(one)})" for one in node.nodes)
        if not isinstance(node, Term):
            raise TypeError(node)
        return " | ".join(f"({self._in_field(node, CODES[field])})" for field in node.fields)

    def _in_field(self, term: Term, code: str) -> str:
        exact = _phrase((code + EXACT + key for key in term.keys), prefix=term.prefix)
        product_of_forms = product(*(self.forms.get(key, ()) for key in term.keys))
        forms = " | ".join(
            _phrase((code + FORM + stem for stem in stems), prefix=False)
            for stems in islice(product_of_forms, MOST_PHRASES)
        )
        if not forms:
            return exact
        return f"({exact} & ({forms})) | {forms}" if only_uyghur(term, self.forms) else f"{exact} | {forms}"


def _phrase(lexemes: Iterable[str], *, prefix: bool) -> str:
    return "(" + " <-> ".join(map(_quoted, lexemes)) + (":*)" if prefix else ")")


def _quoted(lexeme: str) -> str:
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
