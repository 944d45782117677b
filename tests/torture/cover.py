"""Scans made by atheris, which goes where the code has not been yet, opened: bytes of images, TIFFs and PDFs.

It needs `pip install 'mektup[fuzz]'`. An input that ends otherwise than by rule is kept as crash-... in the working
folder; options such as -max_total_time=600 are those of libFuzzer.
"""

import sys
import tempfile
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[1])]

with atheris.instrument_imports(include=["pipeline", "PIL", "pdfplumber", "pdfminer", "pypdfium2", "pikepdf"]):
    import pdfplumber.page  # noqa: F401  # what is loaded while a file is opened would not be looked into
    from fuzz import seeds
    from PIL import Image

    from pipeline.errors import InputError
    from pipeline.ingest import scans
    from pipeline.settings import IngestSettings

    Image.init()

SETTINGS = IngestSettings(max_megapixels=4, max_pages=20, pdf_dpi=72)
PLACE = Path(tempfile.mkdtemp(prefix="cover-"))


def one(data: bytes) -> None:
    """Open what came; the kind of a file is told by its bytes, so that all have one name."""
    path = PLACE / "scan.bin"
    path.write_bytes(data)
    try:
        for _ in scans(path, SETTINGS):
            pass
    except (InputError, MemoryError):
        return


def main() -> None:
    """Fuzz, beginning with small scans of all kinds."""
    corpus = PLACE / "corpus"
    corpus.mkdir()
    for number, (suffix, data) in enumerate(seeds()):
        (corpus / f"{number}.{suffix}").write_bytes(data)
    usual = ["-max_total_time=600", "-timeout=30", "-rss_limit_mb=3000", "-max_len=20000", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *usual, *sys.argv[1:], str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
