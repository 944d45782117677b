"""Feeding other engines: a server on this machine takes what they would, and fails now and then as they would."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from archived import DOCUMENTS, RECORDS
from test_indexing import write as keep
from typer.testing import CliRunner

from pipeline import feeding
from pipeline.cli import app
from pipeline.errors import UsageError
from pipeline.search.feed import BUILTIN, Item, Post, items, load
from pipeline.search.feed.requests import Request

ALL = {str(item["id"]): item for document in DOCUMENTS for item in items(document)}
FAILURES = (None, 503, None, "hang up", 429, None)


@dataclass
class Engine:
    """What a server has been asked for, and the documents that it holds."""

    name: str
    failures: tuple[int | str | None, ...] = ()
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    held: dict[str, Item] = field(default_factory=dict)
    batches: int = 0

    def take(self, method: str, path: str, kind: str, body: bytes) -> bytes:
        """Check a request against the documentation of the engine, take its documents, and answer."""
        self.asked.append((method, path, kind))
        if not path.startswith(TAKES[self.name][0]):
            json.loads(body)
            return b"{}"
        self.batches += 1
        some = TAKES[self.name][1](kind, body)
        for item in some:
            self.held[str(item["id"])] = item
        return ANSWERS[self.name](some) if self.name in ANSWERS else b"{}"


def from_bulk(kind: str, body: bytes) -> list[Item]:
    assert kind == "application/x-ndjson"
    assert body.endswith(b"\n")
    lines = [json.loads(line) for line in body.splitlines()]
    some: list[Item] = []
    for action, item in zip(lines[::2], lines[1::2], strict=True):
        assert action == {"index": {"_id": item["id"]}}
        some.append(item)
    return some


def from_lines(kind: str, body: bytes) -> list[Item]:
    assert kind in ("application/x-ndjson", "text/plain")
    return [json.loads(line) for line in body.splitlines()]


def from_array(kind: str, body: bytes) -> list[Item]:
    assert kind == "application/json"
    some: list[Item] = json.loads(body)
    return some


TAKES: dict[str, tuple[str, Callable[[str, bytes], list[Item]]]] = {
    "opensearch": ("/letters/_bulk", from_bulk),
    "elasticsearch": ("/letters/_bulk", from_bulk),
    "meilisearch": ("/indexes/letters/documents?primaryKey=id", from_lines),
    "typesense": ("/collections/letters/documents/import?action=upsert", from_lines),
    "solr": ("/solr/letters/update?", from_array),
    "jsonl": ("/letters", from_lines),
}
ANSWERS: dict[str, Callable[[list[Item]], bytes]] = {
    "opensearch": lambda some: json.dumps(
        {"errors": False, "items": [{"index": {"_id": item["id"], "status": 201}} for item in some]}
    ).encode(),
    "typesense": lambda some: b"\n".join(b'{"success":true}' for _ in some),
}


class Server(ThreadingHTTPServer):
    engine: Engine


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        engine = self.server.engine
        body = self.rfile.read(int(self.headers["Content-Length"]))
        failure = engine.failures[0] if engine.failures else None
        engine.failures = engine.failures[1:]
        if failure == "hang up":
            self.close_connection = True
            return
        answer = b"later" if failure else engine.take(self.command, self.path, self.headers["Content-Type"], body)
        self.send_response(int(failure or 200))
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_PUT = do_PATCH = do_POST  # noqa: N815  # names that the library calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[Callable[[Engine], str]]:
    started: list[Server] = []

    def start(engine: Engine) -> str:
        server = Server(("127.0.0.1", 0), Handler)
        server.engine = engine
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for record in RECORDS:
        keep(record, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", BUILTIN)
def test_an_engine_that_fails_now_and_then_gets_every_document(
    name: str, output: Path, serve: Callable[[Engine], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "TOGETHER", 2)
    engine = Engine(name, failures=FAILURES)
    slept: list[float] = []
    to = Post(url=serve(engine), sleep=slept.append)
    fed = feeding.post(output, name, "letters", to, tell=pytest.fail)
    assert (fed.taken, fed.refused) == (5, 0)
    assert engine.held == ALL
    assert slept
    again = feeding.post(output, name, "letters", to, tell=pytest.fail)
    assert (again.taken, again.before, engine.batches) == (0, 5, 3)
    assert feeding.post(output, name, "letters", to, redo=True, tell=pytest.fail).taken == 5
    assert engine.held == ALL


def test_a_run_that_broke_off_goes_on_where_it_was(
    output: Path, serve: Callable[[Engine], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "TOGETHER", 2)
    engine = Engine("jsonl", failures=(None, *[500] * 8))
    slept: list[float] = []
    to = Post(url=serve(engine), sleep=slept.append)
    with pytest.raises(UsageError, match="no answer after 8 tries: 500"):
        feeding.post(output, "jsonl", "letters", to, tell=pytest.fail)
    assert slept == [0.5, 1, 2, 4, 8, 16, 32]
    fed = feeding.post(output, "jsonl", "letters", to, tell=pytest.fail)
    assert (fed.before, fed.taken, engine.batches) == (2, 3, 3)
    assert engine.held == ALL


def test_what_is_refused_is_told_at_once_or_one_by_one(output: Path, serve: Callable[[Engine], str]) -> None:
    no = Engine("jsonl", failures=(401,))
    with pytest.raises(UsageError, match="POST /letters: refused: 401 Unauthorized: later"):
        feeding.post(output, "jsonl", "letters", Post(url=serve(no)), tell=pytest.fail)
    with pytest.raises(UsageError, match="--to wants the URL of an engine"):
        Post(url="file:///etc/passwd")
    error = {"_id": "a", "status": 400, "error": {"type": "x", "reason": "no such field"}}
    answer = json.dumps({"errors": True, "items": [{"index": error}, {"index": {"_id": "b", "status": 201}}]})
    assert load("opensearch").refused(answer.encode()) == ["a: no such field"]
    assert load("typesense").refused(b'{"success":true}\n{"success":false,"error":"bad"}') == ["bad"]


def test_a_batch_that_an_engine_had_no_room_for_is_sent_again(serve: Callable[[Engine], str]) -> None:
    busy = json.dumps({"errors": True, "items": [{"index": {"_id": "a", "status": 429, "error": {"reason": "full"}}}]})
    answers = iter([busy.encode(), b'{"errors": false}'])
    to = Post(url=serve(Engine("jsonl")), sleep=lambda _: None)
    request = Request(method="POST", path="/letters", body=b'{"id": "a"}\n', kind="text/plain")
    assert to.send(request, lambda _: load("opensearch").refused(next(answers))) == []
    assert next(answers, None) is None


def test_every_analyzer_is_made_of_what_is_there() -> None:
    index: dict[str, Any] = load("opensearch").settings["index.json"]
    analysis = index["settings"]["analysis"]
    for analyzer in analysis["analyzer"].values():
        assert set(analyzer["char_filter"]) <= set(analysis["char_filter"])
        assert set(analyzer["filter"]) <= {*analysis["filter"], "lowercase"}
    fields = index["mappings"]["properties"].values()
    used = {way["analyzer"] for one in fields for way in (one, *one.get("fields", {}).values()) if "analyzer" in way}
    assert used == set(analysis["analyzer"])
    for rule in analysis["char_filter"]["mektup_letters"]["mappings"]:
        assert re.fullmatch(r"(?:\\u[0-9a-f]{4}|\w)+ => \w*", rule), rule


def test_documents_have_the_fields_and_the_ids_that_engines_take() -> None:
    known = load("opensearch").settings["index.json"]["mappings"]["properties"]
    schema = {one["name"]: one["type"] for one in load("typesense").settings["collection.json"]["fields"]}
    solr = {one["name"] for one in load("solr").settings["schema.json"]["add-field"]}
    kinds = {"int32": int, "string": str, "string[]": list}
    for item in ALL.values():
        assert set(item) <= set(known)
        assert set(item) - {"id"} <= set(schema)
        assert set(item) - {"id"} <= solr
        assert all(isinstance(value, kinds[schema[name]]) for name, value in item.items() if name != "id")
        assert re.fullmatch(r"[0-9a-f]{32}(-p\d+)?", str(item["id"]))


def test_a_letter_and_its_pages_are_documents_that_all_scripts_find() -> None:
    letter, page = items(DOCUMENTS[0])
    assert (letter["kind"], page["kind"], page["page"]) == ("letter", "page", 1)
    assert page["id"] == f"{letter['id']}-p1"
    assert (letter["first"], letter["last"]) == (19940317, 19940317)
    assert letter["addressee"] == "تۇرسۇن ئەخمەت"
    assert "tursun exmet" in str(letter["latin"])
    assert "турсун әхмәт" in str(letter["cyrillic"])
    assert "kutupxin" in str(letter["stems"])


@pytest.mark.parametrize("name", BUILTIN)
def test_settings_and_documents_are_written_as_files(name: str, output: Path, tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    run = CliRunner().invoke(app, ["feed", name, str(output), "--into", str(folder)])
    assert run.exit_code == 0, run.output
    assert {path.name for path in folder.iterdir()} == {*load(name).settings, "documents-00001.ndjson"}
    kind = "application/json" if name == "solr" else "application/x-ndjson"
    some = TAKES[name][1](kind, (folder / "documents-00001.ndjson").read_bytes())
    assert {str(item["id"]): item for item in some} == ALL


def test_the_command_wants_one_place_and_a_known_engine(output: Path) -> None:
    run = CliRunner()
    for arguments, told in (
        (["jsonl", str(output)], "either --into DIR"),
        (["sphinx", str(output), "--into", str(output / "x")], "nothing is called 'sphinx'"),
        (["jsonl", str(output), "--to", "http://localhost", "--header", "key"], "has no colon"),
        (["jsonl", str(output / "none"), "--into", str(output / "x")], "no such folder"),
    ):
        result = run.invoke(app, ["feed", *arguments])
        assert isinstance(result.exception, UsageError)
        assert told in str(result.exception)
