"""The command that trains the recognizer: `mektup train`; torch is asked for here, since no other command needs it."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import DependencyError
from pipeline.training.plan import RATE, SEED, Plan


def train(
    text: Annotated[Path, typer.Option(metavar="FOLDER", help="Text files, .txt or .txt.gz, a sentence a line.")],
    fonts: Annotated[Path, typer.Option(metavar="FOLDER", help="Debian's fonts, such as /usr/share/fonts.")],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="For checkpoint and curve; goes on where it left off.")],
    seconds: Annotated[float, typer.Option(min=0, help="How long to train.")] = 36_000,
    cool: Annotated[float, typer.Option(min=0, help="Over how many of the last seconds the rate falls.")] = 3_600,
    rate: Annotated[float, typer.Option(min=0, help="Of learning, at its height.")] = RATE,
    resume: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Checkpoint or .onnx to start from if --out has none.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what reads: weights as ONNX, alphabet and language.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads of the network.")] = 2,
    workers: Annotated[int, typer.Option(min=1, help="Processes that render lines.")] = 1,
    seed: Annotated[int, typer.Option(help="Of the first weights and of the lines.")] = SEED,
    bf16: Annotated[bool, typer.Option("--bf16", help="Calculate in bfloat16, on processors that know it.")] = False,
) -> None:
    """Train the recognizer on rendered lines; needs the extra [train]."""
    plan = Plan(
        text=text, fonts=fonts, out=out, seconds=seconds, cool=cool, rate=rate, resume=resume,
        threads=threads, workers=workers, seed=seed, bf16=bf16,
    )  # fmt: skip
    _train(plan, export)


def _train(plan: Plan, weights: Path | None) -> None:
    """Train, telling on standard error how it goes; export what reads best to *weights*, and the language beside it.

    Raises:
        DependencyError: if the extra [train] is not installed.
        InputError: if text, fonts or checkpoint are not what they should be.
    """
    try:
        from pipeline.training import corpus, loop, ngrams
        from pipeline.training.export import export
    except ModuleNotFoundError as error:
        raise DependencyError(f"{error.name} is not installed; try: pip install 'mektup[train]'") from error
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    state = loop.train(plan)
    if weights:
        export(state, weights)
        trained, _ = corpus.read(plan.text)
        ngrams.write(trained, weights.with_name("language.npz"))
