"""How a page is bent, from the courses of its lines.

A sheet that is bent about upright axes, as bound pages and curled sheets are, shows what is at height y on the picture
too far down by rise(x) + spread(x) * y: to the camera, what comes nearer grows, away from the middle of the picture.
Both functions are smooth, and all lines of the page share them; where each line stands is left free.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.cleanup.courses import Course, Points
from pipeline.image import FloatArray

KNOTS = 8  # intervals across the page: a gutter bends a page within two of them
STIFF = 0.005  # weight of the bending of the two functions, against that of the points of all courses
WEAK = 1e-3  # holds what no line says anything of
ROUNDS = 6  # of fitting anew, with less weight on points that stray
STRAY = 2.5  # times the usual distance from the fit
FINEST = 0.03  # heights of letters: courses are no better known than this
LONG = 0.25  # of the width of the page: courses whose sag is looked at
FEWEST = 5  # long courses: with fewer, handwriting or a stamp could pass for a bent page
MANY = 0.8  # of the long courses sag less than the sag of the page
LEAST_SAG = 0.2  # heights of letters
CLEAR = 0.6  # of the squared sag of lines that the other lines foretell: flat pages reach 0.5 by chance, bent ones 0.95
MOST = 0.5  # heights of letters: how much a single point may count when fits are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """How far down the bent picture shows each point, as two curves over *width* pixels; *height* is that of the page.

    rise and spread are the weights of cubic B-splines.
    """

    rise: FloatArray
    spread: FloatArray
    width: float
    height: float

    def drop(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return by how many pixels the points (*x*, *y*) of the picture lie below their level on the flat page."""
        splines = _splines(x, self.width)
        return np.asarray(splines @ self.rise + (splines @ self.spread) * _aside(y, self.height), np.float64)


def find_bend(courses: Sequence[Course], letter: float, width: int, height: int) -> Bend | None:
    """Return how a page of *width* x *height* pixels with letters of *letter* pixels is bent, None if not for sure.

    It is where its long lines sag alike: what every other line says has to hold for those between.
    """
    page = _Page(courses=tuple(courses), letter=letter, width=width, height=height)
    if len(page.long().courses) < FEWEST:
        return None
    bend = _fitted(page)
    if _sag(bend, page) < LEAST_SAG:
        return None
    return bend if _foretold(page) >= CLEAR else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    courses: tuple[Course, ...]
    letter: float
    width: int
    height: int

    def half(self, first: int) -> "_Page":
        """Return every other course, from the *first* on."""
        return replace(self, courses=self.courses[first::2])

    def long(self) -> "_Page":
        """Return the courses that are long enough to sag."""
        kept = tuple(course for course in self.courses if course.width >= LONG * self.width)
        return replace(self, courses=kept)

    def points(self) -> tuple[FloatArray, FloatArray, Points]:
        """Return x, y and the place of the course of each point."""
        x = np.concatenate([np.zeros(0), *(course.x for course in self.courses)])
        y = np.concatenate([np.zeros(0), *(course.y for course in self.courses)])
        return x, y, np.repeat(np.arange(len(self.courses)), [len(course.x) for course in self.courses])


def _fitted(page: _Page) -> Bend:
    """Return the bend that leaves the courses of a page as level as can be."""
    x, y, course = page.points()
    splines = _splines(x, page.width)
    # Where a course stands is free, and so is the height of the page: the mean of both curves is 0. Were it not, a page
    # without height would be the most level one.
    middle = splines.mean(axis=0)
    terms = np.concatenate([splines, (splines - middle) * _aside(y, page.height)[:, None]], axis=1)
    stiff = _stiffness(len(x))
    weight = np.ones(len(x))
    solved = np.zeros(terms.shape[1])
    for _ in range(ROUNDS):
        free, level = _centred(terms, course, weight), _centred(y[:, None], course, weight)[:, 0]
        # Not by BLAS, whose threads cost more than so small a product.
        gram = np.einsum("ni,nj,n->ij", free, free, weight, optimize=False) + stiff
        solved = np.linalg.solve(gram, np.einsum("ni,n,n->i", free, level, weight, optimize=False))
        off = level - np.einsum("ni,i->n", free, solved)
        usual = max(1.48 * float(np.median(np.abs(off))), FINEST * page.letter)
        weight = 1 / (1 + (off / (STRAY * usual)) ** 2) ** 2
    rise, spread = solved[: len(middle)], solved[len(middle) :]
    return Bend(rise=rise - middle @ rise, spread=spread - middle @ spread, width=page.width, height=page.height)


def _splines(x: FloatArray, width: float) -> FloatArray:
    """Return the cubic B-splines over KNOTS intervals of *width* at each *x*, shape (points, splines); of sum 1."""
    at = np.clip(x / width, 0.0, 1.0)[:, None] * KNOTS - np.arange(-1, KNOTS + 2)
    near = np.abs(at)
    inner, outer = 2 / 3 - near**2 + near**3 / 2, np.clip(2 - near, 0, None) ** 3 / 6
    return np.where(near < 1, inner, outer)


def _aside(y: FloatArray, height: float) -> FloatArray:
    """Return how far from the middle of the page *y* is, from -1 to 1."""
    return np.asarray(2 * y / height - 1, np.float64)


def _stiffness(points: int) -> FloatArray:
    bending = np.diff(np.eye(KNOTS + 3), n=2, axis=0)
    one = bending.T @ bending * (STIFF * points / (KNOTS + 3))
    return np.kron(np.eye(2), one) + np.eye(2 * (KNOTS + 3)) * (WEAK**2 * points)


def _centred(values: FloatArray, course: Points, weight: FloatArray) -> FloatArray:
    """Return *values*, shape (points, n), less the mean of their course."""
    total = np.bincount(course, weights=weight)
    means = [np.bincount(course, weights=weight * column) / total for column in values.T]
    return values - np.stack(means, axis=1)[course]


def _strays(x: FloatArray, y: FloatArray, course: Points) -> FloatArray:
    """Return how far each point lies from the straight line through its course."""
    both = _centred(np.stack([x, y], axis=1), course, np.ones(len(x)))
    across, down = both.T
    slope = np.bincount(course, weights=across * down) / np.maximum(np.bincount(course, weights=across**2), 1e-9)
    return np.asarray(down - slope[course] * across, np.float64)


def _sag(bend: Bend, page: _Page) -> float:
    """Return how far the long lines of a page leave a straight line by its *bend*, in heights of letters."""
    x, y, course = page.long().points()
    strays = _strays(x, bend.drop(x, y), course)
    sags = [float(np.ptp(strays[course == number])) for number in range(int(course[-1]) + 1)]
    return float(np.quantile(sags, MANY)) / page.letter


def _foretold(page: _Page) -> float:
    """Return how much of the sag of its long lines is known from those between, in [.., 1]; 0 if none."""
    halves = page.half(0), page.half(1)
    before = after = 0.0
    for known, asked in (halves, halves[::-1]):
        x, y, course = asked.long().points()
        bend = _fitted(known)
        before += _squares(_strays(x, y, course), page.letter)
        after += _squares(_strays(x, y - bend.drop(x, y), course), page.letter)
    return 1 - after / max(before, 1e-9)


def _squares(strays: FloatArray, letter: float) -> float:
    return float(np.square(np.clip(strays / letter, -MOST, MOST)).sum())
