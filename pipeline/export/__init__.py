"""Records in the formats of archives, editions and spreadsheets; each format in both directions."""

from typing import Any

from pipeline import plugins
from pipeline.errors import DependencyError, UsageError
from pipeline.export.exporter import Collector, Copy, Exporter, File, ImageOf, Stream
from pipeline.export.plain import text_of

__all__ = ["FORMATS", "Collector", "Copy", "Exporter", "File", "ImageOf", "Stream", "load", "text_of"]

GROUP = "mektup.exporters"
# Files for each letter, beside its record.
EXPORTERS = {
    "text": "pipeline.export.plain:Plain",
    "alto": "pipeline.export.alto:Alto",
    "page": "pipeline.export.pagexml:PageXml",
    "hocr": "pipeline.export.hocr:Hocr",
    "pdf": "pipeline.export.pdf:SearchablePdf",
    "tei": "pipeline.export.tei:Tei",
    "iiif": "pipeline.export.iiif:Iiif",
    "mets": "pipeline.export.mets:Mets",
    "markdown": "pipeline.export.markdown:Markdown",
}
# Files for the whole collection, in the output folder.
COLLECTORS = {
    "cmif": "pipeline.export.cmif:Cmif",
    "csv": "pipeline.export.tables:Tables",
    "parquet": "pipeline.export.parquet:Parquet",
}
FORMATS = (*EXPORTERS, *COLLECTORS)


def load(names: str) -> tuple[dict[str, Exporter], dict[str, Collector]]:
    """Return the exporters and collectors that *names*, parted by commas, stand for, by their names.

    Raises:
        UsageError: if nothing has one of the names.
        DependencyError: if one needs what is not installed.
    """
    wanted = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    if not wanted:
        raise UsageError(f"no format was named; there are: {', '.join(FORMATS)}")
    found = dict(map(_made, wanted))
    exporters = {name: made for name, made in found.items() if name not in COLLECTORS}
    return exporters, {name: made for name, made in found.items() if name in COLLECTORS}


def _made(wanted: str) -> tuple[str, Any]:
    """Return the name and what goes by it; what stands after a `=` is for it to know."""
    name, _, argument = wanted.partition("=")
    try:
        kind = plugins.find(GROUP, name, EXPORTERS | COLLECTORS)
    except ModuleNotFoundError as error:
        raise DependencyError(f"{error.name} is not installed; try: pip install 'mektup[{name}]'") from error
    try:
        return name, kind(argument) if argument else kind()
    except TypeError as error:
        raise UsageError(f"{wanted}: {name} takes no argument; name it alone") from error
