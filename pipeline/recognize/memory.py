"""What the network saw on the last lines: one that is looked at again, to find which way is up, costs nothing."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.image import Pixels
from pipeline.recognize.lattice import Sign

MOST = 64  # lines: a page is looked at from four sides and from behind, at a few lines each, before it is read


@dataclass(frozen=True, slots=True)
class Memory:
    """The signs of the MOST last lines; the same pixels have the same signs, so that no result depends on it."""

    known: OrderedDict[Hashable, tuple[Sign, ...]] = field(default_factory=OrderedDict)

    def recall(self, line: Pixels) -> tuple[Sign, ...] | None:
        """Return what was seen on *line*, None if that is forgotten or never was."""
        return self.known.get(_mark(line))

    def keep(self, line: Pixels, signs: tuple[Sign, ...]) -> None:
        """Remember *signs* of *line*, and forget what is oldest."""
        self.known[_mark(line)] = signs
        while len(self.known) > MOST:
            self.known.popitem(last=False)


def _mark(line: Pixels) -> Hashable:
    return line.shape, sha256(line.tobytes()).digest()
