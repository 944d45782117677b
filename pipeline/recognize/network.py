"""The `mektup` engine: a network of our own that reads lines of Uyghur, Arabic-script and Latin text, mixed or not.

Its weights, its alphabet and its model of the language ship with the package. It sees a line from left to right and
names the characters meant; they are turned to logical order here.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from zipfile import BadZipFile

import numpy as np

from pipeline.errors import DependencyError
from pipeline.model import Reading
from pipeline.recognize import ngrams
from pipeline.recognize.beam import likely_signs
from pipeline.recognize.engine import LineImage
from pipeline.recognize.lattice import Probabilities, Sign
from pipeline.recognize.memory import Memory
from pipeline.recognize.ngrams import Language
from pipeline.recognize.strips import HEIGHT, Ink, Strip, by_width, padded
from pipeline.recognize.visual import base_directions
from pipeline.recognize.words import words
from pipeline.settings import RecognizeSettings

STEP = 64  # px: widths are rounded up to multiples of this, so that lines of about the same width share a batch
MOST = 16  # lines in a batch: more are no faster on one thread and cost memory
MISSING = "the weights of the reader are missing or damaged ({}); install mektup again"


@dataclass(frozen=True, slots=True)
class Mektup:
    """Reads lines with the network; one thread, so that work is spread over pages and not within one."""

    session: Any
    alphabet: str
    language: Language
    version: str
    name: str = "mektup"
    reads_mixed: bool = True
    memory: Memory = field(default_factory=Memory)

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        strips = [Strip.of(line) for line in lines]
        seen = self._signs(strips)
        ways = base_directions(["".join(sign.text for sign in signs) for signs in seen])
        return tuple(
            Reading(engine=self.name, words=words(signs, strip, way))
            for signs, strip, way in zip(seen, strips, ways, strict=True)
        )

    def _signs(self, strips: Sequence[Strip]) -> list[tuple[Sign, ...]]:
        """Return the signs on each strip, from left to right."""
        known = [self.memory.recall(strip.line.pixels) for strip in strips]
        seen = [signs or () for signs in known]
        new = [place for place, signs in enumerate(known) if signs is None]
        for group in by_width([strips[place] for place in new], STEP, MOST):
            places = [new[nth] for nth in group]
            for place, found in zip(places, self._look([strips[place] for place in places]), strict=True):
                seen[place] = likely_signs(found, self.alphabet, self.language)
        for strip, signs in zip(strips, seen, strict=True):
            self.memory.keep(strip.line.pixels, signs)
        return seen

    def _look(self, strips: Sequence[Strip]) -> Sequence[Probabilities]:
        """Return the probabilities of each strip, shape (frames, classes); all strips have the same padded width."""
        width = padded(strips[0].width, STEP)
        inks: Ink = np.zeros((len(strips), 1, HEIGHT, width), np.float32)
        for place, strip in enumerate(strips):
            inks[place, 0, :, : strip.width] = strip.ink
        (found,) = self.session.run(None, {"lines": inks})
        return [rows[: strip.frames] for rows, strip in zip(found, strips, strict=True)]


def load(_settings: RecognizeSettings) -> Mektup:
    """Return the engine with the weights that ship with the package; DependencyError if they cannot be loaded."""
    return opened(files("pipeline.recognize").joinpath("weights"))


def opened(folder: Traversable) -> Mektup:
    """Return the engine with weights, alphabet and language from *folder*; DependencyError if one is missing."""
    # Loading the library takes a tenth of a second that a command without reading need not spend.
    from onnxruntime import InferenceSession, SessionOptions
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        weights = folder.joinpath("recognizer.onnx").read_bytes()
        alphabet = folder.joinpath("alphabet.txt").read_text("utf-8").rstrip("\n")
        grams = folder.joinpath("language.npz").read_bytes()
        session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        known = ngrams.load(grams)
    except (OSError, KeyError, ValueError, BadZipFile, Fail, InvalidGraph, InvalidProtobuf) as error:
        raise DependencyError(MISSING.format(error)) from error
    return Mektup(session, alphabet, known, hashlib.sha256(weights + grams).hexdigest()[:8])
