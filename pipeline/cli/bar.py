"""How far a run is: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from datetime import timedelta
from time import monotonic
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as RichProgress

from pipeline.progress import Progress

EVERY = 30.0  # s from one line to the next


class Bar:
    """Shows how far a run is."""

    def __init__(self, talk: Console) -> None:
        self.talk = talk
        columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self.bar = RichProgress(*columns, console=talk, disable=not talk.is_terminal)
        self.task = self.bar.add_task("")
        self.told = monotonic()

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(self, *_about: object) -> None:
        self.bar.stop()

    def show(self, far: Progress) -> None:
        """Show how far it is."""
        if self.talk.is_terminal:
            total = far.total or None
            self.bar.update(self.task, total=total, completed=far.letters, description=said(far))
        elif monotonic() - self.told > EVERY:
            self.told = monotonic()
            self.talk.print(f"{far.letters} of {far.total} letters, {said(far)}", highlight=False)


def said(far: Progress) -> str:
    """Return rate and time left in words."""
    left = far.seconds_left
    rate = f"{far.rate:.2f} pages a second"
    return rate if left is None else f"{rate}, {timedelta(seconds=round(left))} left"
