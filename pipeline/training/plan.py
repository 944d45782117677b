"""What a training run is to do, as the command line says it; needs no torch."""

from dataclasses import dataclass
from pathlib import Path

SEED = 7
RATE = 1.2e-3  # of learning, at its height


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to train on, and for how long.

    Attributes:
        text: folder of text files.
        fonts: folder that holds the fonts of Debian's packages, at any depth.
        out: folder for the checkpoint and the curve; a checkpoint that lies there already is gone on with.
        seconds: how long, by the clock.
        cool: over how many of the last of these seconds the rate of learning falls to nearly nothing.
        rate: of learning, at its height; a third of it when good weights are only to be mended.
        resume: checkpoint, or exported weights (.onnx), to go on from where *out* has none.
        threads: of the network.
        workers: processes that render lines.
        seed: of the first weights and of the lines.
        bf16: whether the network calculates in bfloat16; twice as fast on processors that know it.
    """

    text: Path
    fonts: Path
    out: Path
    seconds: float
    cool: float = 0.0
    rate: float = RATE
    resume: Path | None = None
    threads: int = 2
    workers: int = 1
    seed: int = SEED
    bf16: bool = False
