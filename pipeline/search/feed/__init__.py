"""Feeding other search engines: their settings, and documents of letters, as files or over HTTP."""

from pipeline import plugins
from pipeline.search.feed.items import Item, items
from pipeline.search.feed.posting import Post
from pipeline.search.feed.requests import Feed, Request

__all__ = ["BUILTIN", "Feed", "Item", "Post", "Request", "items", "load"]

BUILTIN = {
    "opensearch": "pipeline.search.feed.lucene:elastic",
    "elasticsearch": "pipeline.search.feed.lucene:elastic",
    "meilisearch": "pipeline.search.feed.plain:meilisearch",
    "typesense": "pipeline.search.feed.plain:typesense",
    "solr": "pipeline.search.feed.lucene:solr",
    "jsonl": "pipeline.search.feed.plain:jsonl",
}


def load(name: str) -> Feed:
    """Return how the engine *name* is fed; UsageError if nothing here knows it."""
    feed: Feed = plugins.find("mektup.feeds", name, BUILTIN)()
    return feed
