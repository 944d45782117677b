"""Where training stands, in a file: weights, their running mean, the optimizer, and how far it has come."""

import copy
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from pipeline.errors import InputError
from pipeline.training.alphabet import ALPHABET
from pipeline.training.network import LineReader
from pipeline.training.plan import RATE

BETAS = (0.9, 0.98)
DECAY = 0.01
LONGEST_MEMORY = 0.999  # share of the running mean that each step keeps


@dataclass(slots=True)
class State:
    """A training that goes on: *mean* is the running mean of the weights, which reads best; *spent* is in seconds."""

    network: LineReader
    mean: LineReader
    optimizer: Any
    steps: int = 0
    lines: int = 0
    spent: float = 0.0

    def follow(self) -> None:
        """Let the mean follow the weights by one step."""
        kept = min(LONGEST_MEMORY, (self.steps + 1) / (self.steps + 15))
        with torch.no_grad():
            pairs = zip(self.mean.state_dict().values(), self.network.state_dict().values(), strict=True)
            for mean, now in pairs:
                if mean.dtype.is_floating_point:
                    mean.lerp_(now, 1 - kept)
                else:
                    mean.copy_(now)


def fresh() -> State:
    """Return the state before the first step; torch's seed says which."""
    network: Any = LineReader(len(ALPHABET) + 1)
    # Convolutions on a CPU are half as fast again with channels last.
    network = network.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, betas=BETAS, weight_decay=DECAY)
    return State(network, copy.deepcopy(network).eval(), optimizer)


def load(path: Path) -> State:
    """Return the state saved at *path*; one without its optimizer starts that anew.

    Raises:
        InputError: if the file is no checkpoint of this network.
    """
    state = fresh()
    try:
        saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        _restore(state.network, saved["m"])
        _restore(state.mean, saved["ema"])
        if "opt" in saved:
            state.optimizer.load_state_dict(saved["opt"])
    except (OSError, KeyError, RuntimeError, ValueError, pickle.UnpicklingError) as error:
        raise InputError(f"{path}: no checkpoint of this network: {error}") from error
    state.steps, state.lines = int(saved["step"]), int(saved["seen"])
    state.spent = float(saved.get("base", 0.0))
    return state


def _restore(network: nn.Module, weights: dict[str, Any]) -> None:
    network.load_state_dict(weights)


def save(state: State, path: Path) -> None:
    """Write *state* to *path*, whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    torch.save(
        {
            "m": state.network.state_dict(),
            "ema": state.mean.state_dict(),
            "opt": state.optimizer.state_dict(),
            "step": state.steps,
            "seen": state.lines,
            "base": state.spent,
        },
        unfinished,
    )
    unfinished.replace(path)
