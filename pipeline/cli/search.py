"""The commands that make an index and ask it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import feeding, indexing
from pipeline.cli.hits import as_line, table
from pipeline.cli.options import WIDTH, Workers, say
from pipeline.errors import UsageError
from pipeline.search import Tier, load
from pipeline.search.feed import Post


def index(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="Folder that `mektup read` wrote.")],
    into: Annotated[
        str | None, typer.Option(metavar="URL", help="Put the letters into this database instead: postgresql://...")
    ] = None,
    workers: Workers = None,
) -> None:
    """Make the index of an output folder anew, OUTPUT/search.sqlite, or fill another database."""
    if into is None:
        count = indexing.rebuild(output, workers=workers or 0, tell=say)
        say(f"{count} letters in {output / 'search.sqlite'}")
        return
    database = load(into)
    say(f"{indexing.fill(output, database, workers=workers or 0, tell=say)} letters in the database")
    database.close()


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words, "phrases", AND OR NOT, field:word, date:1990..1995.')
    ],
    place: Annotated[str, typer.Option("--in", metavar="OUTPUT|URL", help="Where: an output folder, or a database.")],
    limit: Annotated[int, typer.Option(min=1, help="How many letters to show.")] = 10,
    tier: Annotated[Tier, typer.Option(help="How far from the query a word may be.")] = "near",
    visual: Annotated[
        bool, typer.Option("--visual", help="Put right-to-left text in visual order, for terminals that do not.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON per letter on standard output.")] = False,
) -> None:
    """Find letters by their words: in any script, inflected, misspelt or misread."""
    found = load(place)
    hits = found.find(query, limit=limit, tier=tier)
    found.close()
    if as_json:
        for hit in hits:
            typer.echo(as_line(hit, place))
    elif hits:
        Console(width=WIDTH).print(table(hits, visual=visual))
    else:
        say("nothing found")


def feed(
    engine: Annotated[
        str, typer.Argument(metavar="ENGINE", help="opensearch, elasticsearch, meilisearch, typesense, solr or jsonl.")
    ],
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="Folder that `mektup read` wrote.")],
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write settings and bulk documents as files.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="URL", help="Post them to the engine there.")] = None,
    name: Annotated[str, typer.Option(help="Of the index, collection or core.")] = "letters",
    header: Annotated[
        list[str] | None, typer.Option(metavar="'NAME: VALUE'", help="To send along, such as a key; may be repeated.")
    ] = None,
    redo: Annotated[bool, typer.Option("--redo", help="Post again what was taken before.")] = False,
) -> None:
    """Feed another search engine: its settings, and a document for each letter and each page.

    Exit codes: 0 all is written or taken, 1 some documents were refused, 2 usage, or the engine does not answer.
    """
    if (into is None) == (to is None):
        raise UsageError("name either --into DIR, for files, or --to URL, to post them")
    if to is None:
        fed = feeding.write(output, engine, name, Path(into or "."), tell=say)
    else:
        post = Post(url=to, headers=dict(map(_header, header or ())))
        fed = feeding.post(output, engine, name, post, redo=redo, tell=say)
    say(f"{fed.taken} letters, {fed.before} taken before, {fed.refused} documents refused")
    if fed.refused:
        raise typer.Exit(1)


def _header(said: str) -> tuple[str, str]:
    name, colon, value = said.partition(":")
    if not colon:
        raise UsageError(f"--header {name!r} has no colon; write 'NAME: VALUE'")
    return name.strip(), value.strip()
