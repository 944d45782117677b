"""The table that `mektup doctor` prints."""

from collections.abc import Sequence

from rich.table import Table

from pipeline.doctor import Check


def report(checks: Sequence[Check]) -> Table:
    """Return a row a check: what it is, what was found, what to do."""
    table = Table("what", "found", "what to do", box=None, pad_edge=False)
    for check in checks:
        table.add_row(check.name, check.found or "[red]missing[/red]", check.remedy)
    return table
