"""Accuracy on the samples: the whole pipeline, then the figures of all letters and of each group of layouts."""

import json
from pathlib import Path

from pipeline import batch, ingest
from pipeline.evaluate import evaluate, figures
from pipeline.outcome import Job
from pipeline.settings import Settings

SAMPLES = Path(__file__).parents[2] / "samples"
FLOORS = Path(__file__).with_name("floors.json")

Figures = dict[str, dict[str, float]]
Floors = dict[str, dict[str, dict[str, float]]]


def measure(output: Path) -> Figures:
    """Digitize the samples into *output*; return the figures by group: all, and the layouts seen and unseen."""
    settings = Settings()
    found = ingest.find_letters([SAMPLES], settings.ingest.letters, output=output)
    for _ in batch.run(found.letters, Job(output=output, settings=settings)):
        pass
    return {group: figures(evaluate(SAMPLES, output, only=names)) for group, names in groups().items()}


def groups() -> dict[str, set[str] | None]:
    """Return the names of the letters in each group; None stands for all."""
    families = json.loads((SAMPLES / "families.json").read_text("utf-8"))
    seen = {name for name, about in families.items() if about["seen"]}
    return {"all": None, "seen": seen, "unseen": set(families) - seen}


def floors() -> Floors:
    """Return the bounds by group and figure: {"max": ...} for errors, {"min": ...} for what is right."""
    bounds: Floors = json.loads(FLOORS.read_text("utf-8"))
    return bounds
