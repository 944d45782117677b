"""The work of `mektup train`; torch is asked for here, since no other command needs it."""

import logging
from pathlib import Path

from pipeline.errors import DependencyError
from pipeline.training.plan import Plan


def train(plan: Plan, weights: Path | None) -> None:
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
