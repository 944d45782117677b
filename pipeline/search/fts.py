"""How SQLite's FTS5 is asked: a column for each field of exact keys, another for each of stems, weighed for BM25."""

from collections.abc import Iterator
from itertools import islice, product

from pipeline.search.conditions import Sql, escaped
from pipeline.search.document import FIELDS
from pipeline.search.marking import Forms, only_uyghur
from pipeline.search.query import Dated, FromFile, Group, InLanguage, Node, Term

COLUMNS = (*FIELDS, *(f"{field}_form" for field in FIELDS))
WEIGHTS = {"subject": 6.0, "reference": 6.0, "addressee": 5.0, "signature": 5.0, "letterhead": 3.0, "date": 3.0}
BODY = 2.0  # weight of a field that is not named above
FORM = 0.25  # weight of a stem, as a share of that of the word as it stands
RANKS = ", ".join(
    [str(WEIGHTS.get(field, BODY)) for field in FIELDS] + [str(FORM * WEIGHTS.get(field, BODY)) for field in FIELDS]
)
MOST_PHRASES = 64  # phrases that one is widened to


class Fts:
    """The dialect of SQLite, for words in any of their *forms*."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms

    def matches(self, node: Node) -> Sql:
        return Sql("letters.number IN (SELECT rowid FROM words WHERE words MATCH ?)", (self.expression(node),))

    def dated(self, node: Dated) -> Sql:
        first, last = node.span
        return Sql("letters.number IN (SELECT letter FROM dates WHERE first <= ? AND last >= ?)", (last, first))

    def in_language(self, node: InLanguage) -> Sql:
        tag = escaped(node.tag)
        return Sql(
            r"letters.languages LIKE ? ESCAPE '\' OR letters.languages LIKE ? ESCAPE '\'", (f"% {tag} %", f"% {tag}-%")
        )

    def from_file(self, node: FromFile) -> Sql:
        return Sql(r"letters.sources LIKE ? ESCAPE '\'", (f"%{escaped(node.name)}%",))

    def expression(self, node: Node) -> str:
        """Return *node*, which is of terms alone, as FTS5 writes it."""
        if isinstance(node, Group):
            return (" AND " if node.kind == "all" else " OR ").join(f"({self.expression(one)})" for one in node.nodes)
        if not isinstance(node, Term):
            raise TypeError(node)
        exact = f"{{{' '.join(node.fields)}}} : {_phrase(node.keys)}{' *' if node.prefix else ''}"
        phrases = " OR ".join(map(_phrase, self._phrases(node)))
        if not phrases:
            return exact
        forms = f"{{{' '.join(f'{field}_form' for field in node.fields)}}} : ({phrases})"
        return f"({exact} AND {forms}) OR {forms}" if only_uyghur(node, self.forms) else f"{exact} OR {forms}"

    def _phrases(self, term: Term) -> Iterator[tuple[str, ...]]:
        yield from islice(product(*(self.forms.get(key, ()) for key in term.keys)), MOST_PHRASES)


def _phrase(keys: tuple[str, ...]) -> str:
    return '"' + " ".join(keys) + '"'
