"""The likeliest text behind what the network says, with an ear for the language: a beam search through the frames.

The search is that of Hannun, Maas, Jurafsky and Ng (2014, "First-pass large vocabulary continuous speech recognition
using bi-directional recurrent DNNs"). The language is held back: it is asked only where the network wavers, it chooses
only among signs that the network holds possible, and a word that it has never heard costs no more than an odd one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from pipeline.recognize.lattice import Probabilities, Sign, aligned, best_path
from pipeline.recognize.ngrams import Language

# Measured on 720 rendered lines, with text and faces that were never trained on: clean ones in one script have a
# quarter fewer errors than by the best path, worn ones a sixth, mixed ones a twelfth. With more held possible, or
# without a floor, the worn ones were no better and the clean ones worse.
SURE = 0.95  # a frame as sure as this is believed
POSSIBLE = 0.03  # what the network gives less than this does not come into question
WEIGHT = 0.3  # of the language beside the network
GAIN = 0.2  # for each sign, since the language likes short texts best
ODDEST = -7.0  # natural logarithm: nothing is less likely than this to the language
WIDTH = 8  # texts that are followed at a time
HOPELESS = 1e-4  # of the best: what has fallen so far behind is followed no further
NONE = 0  # the class of no sign
SPACE = 1  # the class of the space, which stands at both ends of a line

Text = tuple[int, ...]
Options = Sequence[tuple[int, float]]


@dataclass(slots=True)
class Way:
    """How likely the frames so far say a text, ending in no sign or in its last one, and what the language makes of it.

    The numbers are comparable within a frame only.
    """

    told: float
    none: float = 0.0
    sign: float = 0.0

    @property
    def seen(self) -> float:
        return self.none + self.sign

    @property
    def worth(self) -> float:
        return self.seen * self.told


def likely_signs(probabilities: Probabilities, alphabet: str, language: Language) -> tuple[Sign, ...]:
    """Return the signs from left to right that the network and the language agree on.

    Args:
        probabilities: shape (frames, 1 + len(alphabet)), each row sums to 1.
        alphabet: the signs of classes 1 and up.
        language: what is asked where the network wavers.
    """
    signs = best_path(probabilities, alphabet)
    if (probabilities.max(axis=1, initial=0.0) >= SURE).all():
        return signs
    said = likeliest(probabilities, language)
    if "".join(alphabet[place - 1] for place in said) == "".join(sign.text for sign in signs):
        return signs
    return aligned(probabilities, said, alphabet)


def likeliest(probabilities: Probabilities, language: Language) -> Text:
    """Return the classes of the likeliest text, from left to right."""
    ways: dict[Text, Way] = {(SPACE,): Way(told=1.0, none=1.0)}
    for chances, best in zip(probabilities, probabilities.argmax(axis=1).tolist(), strict=True):
        if best == NONE and chances[best] >= SURE:
            for way in ways.values():
                way.none, way.sign = way.seen, 0.0
        else:
            options = _options(chances, best)
            ways = _only(ways, options) or _fewer(_further(ways, options, language))
    return max(ways, key=lambda said: ways[said].worth * _told(language, said, SPACE))[1:]


def _options(chances: Probabilities, best: int) -> Options:
    """Return the classes that a frame may stand for, with their chances."""
    if chances[best] >= SURE:
        return ((best, float(chances[best])),)
    possible = (chances >= min(POSSIBLE, chances[best])).nonzero()[0]
    return tuple(zip(possible.tolist(), chances[possible].tolist(), strict=True))


def _only(ways: dict[Text, Way], options: Options) -> dict[Text, Way]:
    """Return the way one frame on where there is just one, without asking the language; none where there are more."""
    if len(ways) > 1 or len(options) > 1:
        return {}
    ((said, way),) = ways.items()
    ((place, _),) = options
    if place == NONE:
        return {said: Way(told=1.0, none=1.0)}
    if said[-1] != place or not way.sign:
        return {(*said, place): Way(told=1.0, sign=1.0)}
    return {} if way.none else {said: Way(told=1.0, sign=1.0)}


def _further(ways: dict[Text, Way], options: Options, language: Language) -> dict[Text, Way]:
    """Return the *ways* one frame on."""
    found: dict[Text, Way] = {}
    for said, way in ways.items():
        for place, chance in options:
            if place == NONE:
                found.setdefault(said, Way(way.told)).none += way.seen * chance
                continue
            again = said[-1] == place
            if again:
                found.setdefault(said, Way(way.told)).sign += way.sign * chance
            # The same sign twice needs a frame without a sign between.
            fresh = way.none if again else way.seen
            if fresh:
                _longer(found, said, place, way.told, language).sign += fresh * chance
    return found


def _longer(found: dict[Text, Way], said: Text, place: int, told: float, language: Language) -> Way:
    text = (*said, place)
    if text not in found:
        found[text] = Way(told * _told(language, said, place))
    return found[text]


def _told(language: Language, said: Text, place: int) -> float:
    """Return what the language makes of *place* after *said*, as a factor."""
    return exp(WEIGHT * max(language.chance(said, place), ODDEST) + GAIN)


def _fewer(ways: dict[Text, Way]) -> dict[Text, Way]:
    """Return the best of *ways*, with numbers that do not vanish however long the line is."""
    worth = {said: way.worth for said, way in ways.items()}
    least = HOPELESS * max(worth.values())
    best = sorted((said for said in ways if worth[said] >= least), key=worth.__getitem__, reverse=True)
    kept = {said: ways[said] for said in best[:WIDTH]}
    most = max(way.seen for way in kept.values())
    longest = max(way.told for way in kept.values())
    for way in kept.values():
        way.none, way.sign, way.told = way.none / most, way.sign / most, way.told / longest
    return kept
