"""Parts found by name: a table of our own first, then the entry points of installed packages."""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from pipeline.errors import UsageError


def find(group: str, name: str, builtin: Mapping[str, str]) -> Any:
    """Return the object that *name* stands for.

    Args:
        group: entry-point group, such as "mektup.engines".
        name: what the user asked for.
        builtin: name -> "module:attribute" of the parts that ship with the package.

    Raises:
        UsageError: if nothing has that name; the message lists the names there are.
    """
    if name in builtin:
        module, attribute = builtin[name].split(":")
        return getattr(import_module(module), attribute)
    others = {point.name: point for point in entry_points(group=group)}
    if name in others:
        return others[name].load()
    known = ", ".join(sorted({*builtin, *others}))
    raise UsageError(f"nothing is called {name!r} in {group}; there are: {known}")
