"""An evaluation as tables for people, and as named figures for floors and comparisons."""

from collections.abc import Mapping

from rich.console import Group
from rich.table import Table
from rich.text import Text

from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.scores import MAIN_FIELDS, Evaluation, FieldScore, LetterScore, LineScore, Share


def table(evaluation: Evaluation) -> Group:
    """Return what a console prints: letters, scripts, fields, and a line on records without truth if there are any."""
    parts: list[Table | Text] = [_letters(evaluation), _scripts(evaluation), _fields(evaluation), _sum(evaluation)]
    if evaluation.without_truth:
        parts.append(Text(f"Records without truth, not counted: {', '.join(evaluation.without_truth)}"))
    return Group(*parts)


def figures(evaluation: Evaluation) -> dict[str, float]:
    """Return the figures that may have a floor, by name.

    `page_*`, `line_cer*`, `line_wer`, `*_cer` and `*calibration_error` are error rates, `*_missed`, `*_missing` and
    `*_false` are counts, `*_invented` are shares of letters: less is better. All others are shares in [0, 1] of what
    is right.
    """
    lines = evaluation.lines
    return {
        "page_cer": evaluation.page_cer.rate,
        "page_wer": evaluation.page_wer.rate,
        "line_cer": lines.cer.rate,
        "line_wer": lines.wer.rate,
        **{f"line_cer_{name}": score.cer.rate for name, score in evaluation.by_script.items() if score.cer.total},
        "calibration_error": sum(evaluation.confidence.values(), Calibration()).error,
        "character_calibration_error": sum(evaluation.characters.values(), Calibration()).error,
        "lines_missed": float(lines.missed),
        "lines_false": float(lines.false),
        "main_fields_exact": evaluation.main_fields.share,
        "main_fields_least": min(evaluation.fields[name].whole.share for name in MAIN_FIELDS),
        "main_fields_understood": evaluation.understood.share,
        "letters_exact": evaluation.letters_exact.share,
        "letters_missing": float(sum(letter.status == "missing" for letter in evaluation.letters)),
        **_field_figures(
            {"fields": evaluation.all_fields} | {str(name): score for name, score in evaluation.fields.items()}
        ),
    }


def _field_figures(scores: Mapping[str, FieldScore]) -> dict[str, float]:
    rows = {name: score for name, score in scores.items() if score.truth or score.read}
    return {
        **{f"{name}_precision": score.precision for name, score in rows.items()},
        **{f"{name}_recall": score.recall for name, score in rows.items()},
        **{f"{name}_exact": score.whole.share for name, score in rows.items()},
        **{f"{name}_cer": score.cer.rate for name, score in rows.items()},
        **{f"{name}_invented": score.invented.rate for name, score in rows.items()},
    }


def _letters(evaluation: Evaluation) -> Table:
    grid = _grid(
        "Letters", "letter", "status", "page CER", "page WER", *LINE_HEADINGS, "main fields exact", "on true text"
    )
    for letter in evaluation.letters:
        grid.add_row(letter.name, *_letter_cells(letter))
    grid.add_section()
    rates = _rate(evaluation.page_cer.rate), _rate(evaluation.page_wer.rate)
    grid.add_row(
        "all", "", *rates, *_line_cells(evaluation.lines), _of(evaluation.main_fields), _of(evaluation.understood)
    )
    return grid


def _letter_cells(letter: LetterScore) -> tuple[str, ...]:
    rates = _rate(letter.page_cer.rate), _rate(letter.page_wer.rate)
    return letter.status, *rates, *_line_cells(letter.lines), _of(letter.main_fields), _of(letter.understood)


def _scripts(evaluation: Evaluation) -> Table:
    """Return the lines of each script, and how far confidences are from the share that is right (calibration error)."""
    headings = "characters", *LINE_HEADINGS, "words read", "of words", "of characters"
    grid = _grid("Lines by script, whatever their order", "script", *headings)
    for name, score in evaluation.by_script.items():
        words = evaluation.confidence.get(name, Calibration())
        signs = evaluation.characters.get(name, Calibration())
        cells = str(words.total), *(_rate(each.error) if each.total else "" for each in (words, signs))
        grid.add_row(name, str(score.cer.total), *_line_cells(score), *cells)
    return grid


def _fields(evaluation: Evaluation) -> Table:
    headings = "truth", "read", "precision", "recall", "exact parts", "CER", "invented", "exact in letters"
    grid = _grid("Fields", "field", *headings)
    for name, score in evaluation.fields.items():
        grid.add_row(name, *_field_cells(score))
    grid.add_section()
    grid.add_row("all", *_field_cells(evaluation.all_fields))
    return grid


def _sum(evaluation: Evaluation) -> Text:
    missing = sum(letter.status == "missing" for letter in evaluation.letters)
    return Text(
        f"{len(evaluation.letters)} letters, {missing} without a record (all of it counted as missed). "
        f"Main fields exact: {_of(evaluation.main_fields)}; letters with all exact: {_of(evaluation.letters_exact)}."
    )


LINE_HEADINGS = ("line CER", "line WER", "found", "missed", "false")


def _line_cells(score: LineScore) -> tuple[str, ...]:
    return _rate(score.cer.rate), _rate(score.wer.rate), str(score.found), str(score.missed), str(score.false)


def _field_cells(score: FieldScore) -> tuple[str, ...]:
    if not score.truth and not score.read:
        return ("0", "0", "", "", "", "", _invented(score), "")
    rates = score.precision, score.recall, score.exact_match
    cer = _rate(score.cer.rate) if score.matched else ""
    return (
        str(score.truth),
        str(score.read),
        *(f"{rate:.2f}" for rate in rates),
        cer,
        _invented(score),
        _of(score.whole),
    )


def _invented(score: FieldScore) -> str:
    return f"{score.invented.edits}/{score.invented.total}" if score.invented.total else ""


def _grid(title: str, first: str, *others: str) -> Table:
    grid = Table(title=title, title_justify="left")
    grid.add_column(first, overflow="fold")
    for heading in others:
        grid.add_column(heading, justify="left" if heading == "status" else "right")
    return grid


def _rate(rate: float) -> str:
    return f"{rate:.4f}"


def _of(share: Share) -> str:
    return f"{share.right}/{share.total} ({share.share:.0%})"
