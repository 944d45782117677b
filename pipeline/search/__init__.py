"""Words of letters found again: in any script, inflected, misspelt or misread."""

from pipeline import plugins
from pipeline.errors import DependencyError
from pipeline.search.document import Document, Place, document
from pipeline.search.index import TIERS, Hit, Index, Snippet, Tier

__all__ = ["TIERS", "Document", "Hit", "Index", "Place", "Snippet", "Tier", "document", "load"]

BUILTIN = {
    "sqlite": "pipeline.search.sqlite:load",
    "postgresql": "pipeline.search.postgres:load",
}


def load(address: str) -> Index:
    """Return the index at *address*: an output folder, a file of SQLite, or a URL of another database.

    Raises:
        UsageError: if there is none, or nothing here knows such a database.
        DependencyError: if the client of that database is not installed.
    """
    scheme, found, _ = address.partition("://")
    try:
        opened: Index = plugins.find("mektup.indexes", scheme if found else "sqlite", BUILTIN)(address)
    except ModuleNotFoundError as error:
        raise DependencyError(f"{error.name} is not installed; try: pip install 'mektup[postgres]'") from error
    return opened
