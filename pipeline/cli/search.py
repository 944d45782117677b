"""The commands that make an index and ask it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import indexing
from pipeline.cli.hits import as_line, table
from pipeline.cli.options import WIDTH, Workers, say
from pipeline.search import Tier, load


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
