"""The log of a run: JSON lines, one for each stage of each page, one for each letter, and a summary at the end."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pipeline.errors import UsageError
from pipeline.outcome import Outcome
from pipeline.progress import Progress
from pipeline.text import shown


@dataclass(slots=True)
class RunLog:
    """Where the lines go; without a file they go nowhere."""

    file: IO[str] | None = None
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    most_memory: int = 0

    def tell(self, outcome: Outcome) -> None:
        """Write what became of a letter, and how."""
        name = shown(outcome.name)
        for stage in outcome.stages:
            self.seconds[stage.name] += stage.seconds
            self.most_memory = max(self.most_memory, stage.memory)
            seconds = round(stage.seconds, 4)
            self._write(letter=name, page=stage.page, stage=stage.name, seconds=seconds, memory=stage.memory)
        self._write(
            letter=name,
            source=shown(str(outcome.source)),
            status=outcome.status,
            pages=outcome.pages_read,
            seconds=round(sum(stage.seconds for stage in outcome.stages), 4),
            memory=max((stage.memory for stage in outcome.stages), default=0),
            reason=outcome.reason,
            **({"trace": outcome.trace} if outcome.trace else {}),
        )

    def sum_up(self, progress: Progress) -> None:
        """Write how the whole run went."""
        self._write(
            summary={
                "letters": progress.letters,
                "ended": progress.ended,
                "pages": progress.pages,
                "seconds": progress.seconds,
                "pages_per_second": round(progress.rate, 3),
                "stages": {name: round(self.seconds[name], 3) for name in self._longest_first()},
                "most_memory": self.most_memory,
            }
        )

    def _longest_first(self) -> list[str]:
        return sorted(self.seconds, key=self.seconds.__getitem__, reverse=True)

    def _write(self, **what: object) -> None:
        if self.file:
            time = datetime.now(UTC).isoformat(timespec="milliseconds")
            self.file.write(json.dumps({"time": time, **what}, ensure_ascii=False) + "\n")
            self.file.flush()


@contextmanager
def opened(path: Path | None) -> Iterator[RunLog]:
    """Open the log at *path*, behind what stands there already; UsageError if that cannot be."""
    if path is None:
        yield RunLog()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}; name another --log") from error
    with file:
        yield RunLog(file)
