"""Reads lines with an engine of ours, in a process that does nothing else: own_reader.py ENGINE LINES RESULT."""

import json
import os
import pickle
import sys
import time
from pathlib import Path

import cv2

from pipeline import recognize
from pipeline.settings import RecognizeSettings


def main() -> None:
    """Write as JSON what the lines say, and the seconds that loading the engine and reading took."""
    name, lines, result = sys.argv[1:]
    cv2.setNumThreads(1)
    pages = pickle.loads(Path(lines).read_bytes())  # noqa: S301  # written by the bench a moment ago
    start, begun = time.perf_counter(), _processor_seconds()
    engine = recognize.load(RecognizeSettings(engine=name))
    loaded = time.perf_counter()
    readings = [found for page in pages for found in recognize.read_lines(page, engine)]
    took = {"load": loaded - start, "seconds": time.perf_counter() - start, "cpu": _processor_seconds() - begun}
    texts = [found[0].text if found else "" for found in readings]
    Path(result).write_text(json.dumps({**took, "texts": texts}), "utf-8")


def _processor_seconds() -> float:
    """Return the processor seconds of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
