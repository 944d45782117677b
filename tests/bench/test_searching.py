"""The queries of the bench over records that nobody had to read: small enough for each run of the tests."""

from pathlib import Path
from random import Random
from statistics import fmean

import archive
import plainly
from judged import queries, recall, reciprocal_rank
from typed import typed

from pipeline import codec
from pipeline.search import document
from pipeline.search.sqlite import SqliteIndex

SEED = 7
KNOWN = [archive.facts(number, SEED) for number in range(0, 300, 7)]
RELEVANT = {query: {letter.name for letter in KNOWN if query.answered_by(letter)} for query in queries()}


def test_there_are_sixty_queries_of_five_kinds() -> None:
    assert len(queries()) == 60
    assert {sum(query.kind == kind for query in queries()) for kind in {query.kind for query in queries()}} == {12}


def test_letters_are_found_that_plain_databases_do_not_find(tmp_path: Path) -> None:
    rng = Random(SEED)
    records = [typed(letter, rng, 0.01) for letter in KNOWN]
    index = SqliteIndex(tmp_path / "search.sqlite", new=True)
    index.put(map(document, records))
    read = [codec.decode(record) for record in records]  # nor is anything in them that the model would not have
    plain = plainly.fts5({record.sources[0].name[:-4]: record.pages[0].text for record in read})
    asked = {query: right for query, right in RELEVANT.items() if right}
    assert len(asked) >= 30
    found = {query: [hit.sources[0][:-4] for hit in index.find(query.text)] for query in asked}
    assert fmean(recall(asked[query], answer) for query, answer in found.items()) >= 0.95
    assert fmean(reciprocal_rank(asked[query], answer) for query, answer in found.items()) >= 0.85
    assert fmean(recall(right, plain(query.text)) for query, right in asked.items()) < 0.5
    index.close()


def test_recall_and_rank_are_those_of_the_first_ten() -> None:
    answer = [*"abcdefghijk"]
    assert recall({"b", "z"}, answer) == 0.5
    assert recall(set("abcdefghijkl"), answer) == 1.0
    assert reciprocal_rank({"b", "c"}, answer) == 0.5
    assert reciprocal_rank({"k"}, answer) == 0.0
