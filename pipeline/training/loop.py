"""The training loop: batches in, a better network out; measured, saved and gone on with later.

Repeatable but for the order in which processes deliver: the first weights, the lines of a run and the lines that are
measured with follow from the seed. A run that goes on from a checkpoint draws lines that no earlier run drew.
"""

import logging
import time
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  # the name that torch's own documentation gives it

from pipeline.training import checkpoint, corpus, faces, score, unfold
from pipeline.training.batches import Batch, stream
from pipeline.training.checkpoint import State
from pipeline.training.plan import Plan

log = logging.getLogger(__name__)

CHECKPOINT = "last.pt"
CURVE = "curve.tsv"
WARM_UP = 400  # steps over which the rate of learning rises
LEAST_RATE = 0.02  # of the full rate, at the end of a run that cools
STEEPEST = 2.0  # longest gradient
SETTLED = 40  # batches by which the normalizations of an export are set
FIRST_MEASURED, MEASURED_EACH = 240.0, 1200.0  # s
TOLD_EACH = 100  # steps
REMEMBERED = 0.98  # of the loss that is told, from step to step


def train(plan: Plan) -> State:
    """Train as *plan* says and return where that has led.

    Raises:
        InputError: if there is too little text, a face is missing, or the checkpoint does not fit.
    """
    plan.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    state = _start(plan)
    trained, held = corpus.read(plan.text)
    sets = score.trials(held, faces.find(plan.fonts, held_out=True))
    seed = plan.seed + state.steps
    batches = stream(trained, faces.find(plan.fonts, held_out=False), seed, workers=plan.workers)
    if _is_export(plan.resume) and not state.optimizer.state:
        unfold.settle(state.network, (next(batches).ink for _ in range(SETTLED)))
        state.mean.load_state_dict(state.network.state_dict())
    log.info("seed %d, %d lines seen before", seed, state.lines)
    run = _Run(plan, state, sets)
    while run.elapsed < plan.seconds:
        run.step(next(batches))
    run.measure()
    return state


def _start(plan: Plan) -> State:
    there = plan.out / CHECKPOINT
    if there.exists():
        return checkpoint.load(there)
    if plan.resume is None:
        return checkpoint.fresh()
    return unfold.state(plan.resume) if _is_export(plan.resume) else checkpoint.load(plan.resume)


def _is_export(path: Path | None) -> bool:
    return path is not None and path.suffix == ".onnx"


class _Run:
    """A run of the loop: its clock, the loss as it is told, and when it is measured next."""

    def __init__(self, plan: Plan, state: State, sets: dict[str, list[Batch]]) -> None:
        self.plan, self.state, self.sets = plan, state, sets
        self.began, self.before = time.monotonic(), state.spent
        self.lines_before, self.steps_before = state.lines, state.steps
        self.next_measured = FIRST_MEASURED
        self.loss: float | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    def step(self, batch: Batch) -> None:
        """Learn from *batch*."""
        state = self.state
        state.network.train()
        for group in state.optimizer.param_groups:
            group["lr"] = self.plan.rate * self._share()
        with torch.autocast("cpu", torch.bfloat16, enabled=self.plan.bf16):
            loss = ctc(state, batch)
        state.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        length = torch.nn.utils.clip_grad_norm_(state.network.parameters(), STEEPEST)
        # In bfloat16 the gradient of a convolution is, once in a hundred steps, no number: oneDNN reads what it has not
        # written. The same batch comes out right the next time, so nothing is lost by leaving the step out.
        if not torch.isfinite(length):
            return
        state.optimizer.step()
        state.steps += 1
        state.lines += len(batch.widths)
        state.follow()
        now = float(loss.detach())
        self.loss = now if self.loss is None else self.loss * REMEMBERED + now * (1 - REMEMBERED)
        self._tell()

    def _share(self) -> float:
        """Return the share of the full rate that this step learns with."""
        warm = min(1.0, (self.state.steps - self.steps_before + 1) / WARM_UP)
        left = (self.plan.seconds - self.elapsed) / self.plan.cool if self.plan.cool else 1.0
        return warm * min(max(left, LEAST_RATE), 1.0)

    def _tell(self) -> None:
        if self.state.steps % TOLD_EACH == 0:
            pace = (self.state.lines - self.lines_before) / self.elapsed
            log.info("%.0f s, step %d, loss %.3f, %.0f lines/s", self.elapsed, self.state.steps, self.loss, pace)
        if self.elapsed > self.next_measured:
            self.next_measured = self.elapsed + MEASURED_EACH
            self.measure()

    def measure(self) -> None:
        """Measure the running mean, write that to the curve, and save."""
        self.state.spent = self.before + self.elapsed
        rates = score.error_rates(self.state.mean, self.sets)
        told = ", ".join(f"{name} {rate:.4f}" for name, rate in rates.items())
        log.info("after %.0f s and %d lines: loss %.3f, %s", self.state.spent, self.state.lines, self.loss or 0.0, told)
        curve = self.plan.out / CURVE
        if not curve.exists():
            curve.write_text("\t".join(("seconds", "lines", *rates)) + "\n", "utf-8")
        with curve.open("a", encoding="utf-8") as file:
            figures = (f"{self.state.spent:.0f}", f"{self.state.lines}", *(f"{rate:.4f}" for rate in rates.values()))
            file.write("\t".join(figures) + "\n")
        checkpoint.save(self.state, self.plan.out / CHECKPOINT)


def ctc(state: State, batch: Batch) -> torch.Tensor:
    """Return the mean loss of connectionist temporal classification (Graves et al. 2006) on *batch*."""
    scores = state.network(batch.ink.contiguous(memory_format=torch.channels_last))
    spoken = F.log_softmax(scores.float(), -1).transpose(0, 1)
    frames = batch.frames.clamp(max=scores.shape[1])
    return F.ctc_loss(spoken, batch.classes, frames, batch.lengths, zero_infinity=True)
