"""Words of letters found again: in any script, inflected, misspelt or misread."""

from pipeline import plugins
from pipeline.search.document import Document, Place, document
from pipeline.search.index import TIERS, Hit, Index, Snippet, Tier

__all__ = ["TIERS", "Document", "Hit", "Index", "Place", "Snippet", "Tier", "document", "load"]

BUILTIN = {
    "sqlite": "pipeline.search.sqlite:load",
}


def load(address: str) -> Index:
    """Return the index at *address*: an output folder, a file of SQLite, or a URL of another database.

    Raises:
        UsageError: if there is none, or nothing here knows such a database.
    """
    scheme, found, _ = address.partition("://")
    index: Index = plugins.find("mektup.indexes", scheme if found else "sqlite", BUILTIN)(address)
    return index
