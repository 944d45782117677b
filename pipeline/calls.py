"""What workers are asked to do. The modules that do it are loaded where it is done, not where it is handed out.

They take half a second to load, which a run would spend once more than it has workers.
"""

from pipeline.ingest import LetterFiles
from pipeline.outcome import Job, Outcome, Reader
from pipeline.settings import RecognizeSettings


def attempt(files: LetterFiles, job: Job) -> Outcome:
    """Do as `pipeline.attempt.attempt` does."""
    from pipeline import attempt as done

    return done.attempt(files, job)


def reader(settings: RecognizeSettings) -> Reader:
    """Do as `pipeline.attempt.reader` does."""
    from pipeline import attempt as done

    return done.reader(settings)
