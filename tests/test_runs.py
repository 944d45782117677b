"""Lines of two scripts are cut where the script changes and come back joined in the order they are spoken."""

from collections.abc import Sequence
from dataclasses import dataclass

from typed_lines import typed

from pipeline.geometry import Box
from pipeline.model import Reading, Script, Word
from pipeline.recognize.engine import LineImage
from pipeline.recognize.runs import join, plausibility, ranked, read, split


def reading(*words: tuple[str, int], confidence: float = 0.9, engine: str = "a") -> Reading:
    return Reading(
        engine=engine,
        words=tuple(
            Word(text=text, box=Box(left=x, top=0, right=x + 9, bottom=9), confidence=confidence) for text, x in words
        ),
    )


@dataclass(frozen=True)
class Told:
    """Reads every run as the same text, by its script."""

    texts: dict[Script, tuple[str, float]]
    name: str = "told"
    version: str = "1"
    reads_mixed: bool = False

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        return tuple(self._one(line) for line in lines)

    def _one(self, line: LineImage) -> Reading | None:
        if line.script not in self.texts:
            return None
        text, confidence = self.texts[line.script]
        return Reading(engine=self.name, words=(Word(text=text, box=line.box, confidence=confidence),))


def test_a_line_of_one_script_is_one_run() -> None:
    assert [run.scripts for run in split(typed("مەكتۇپىڭىزنى تاپشۇرۇپ ئالدىم", rtl=True))] == [("Arab",)]
    assert [run.scripts for run in split(typed("Thank you for your letter", rtl=False))] == [("Latn",)]


def test_runs_cover_the_line_and_follow_the_scripts() -> None:
    line = typed("مەكتۇپىڭىزنى Microsoft تاپشۇرۇپ ئالدىم", rtl=True)
    runs = split(line)
    assert [run.scripts[0] for run in runs] == ["Arab", "Latn", "Arab"]
    assert [runs[0].left, runs[-1].right] == [0, line.box.width]
    assert runs[0].right == runs[1].left


def test_a_latin_word_stands_between_the_uyghur_words_beside_it() -> None:
    line = typed("مەكتۇپىڭىزنى Microsoft تاپشۇرۇپ ئالدىم", rtl=True)
    engine = Told({"Arab": ("سالام", 0.9), "Latn": ("Microsoft", 0.9)})
    assert [found[0].text for found in read([line], engine)] == ["سالام Microsoft سالام"]


def test_words_are_joined_from_right_to_left_where_most_letters_are_arabic() -> None:
    right, left = reading(("سالام", 90)), reading(("ئالدىم", 0))
    latin = reading(("Windows", 30), ("10", 50), engine="b")
    joined = join([left, latin, right])
    assert joined.text == "سالام Windows 10 ئالدىم"
    assert joined.engine == "a+b"


def test_a_number_taken_for_two_stays_in_order() -> None:
    assert join([reading(("ئۈرۈمچى،", 50)), reading(("2015.05.", 10), ("28", 20))]).text == "ئۈرۈمچى، 2015.05.28"
    assert join([reading(("سالام", 90)), reading(("12", 0), ("34", 40))]).text == "سالام 34 12"


def test_a_line_in_cyrillic_is_tried_as_such_where_latin_reads_badly() -> None:
    engine = Told({"Latn": ("YBaKaeMbIM", 0.4), "Cyrl": ("Уважаемый", 0.9)})
    assert [[one.text for one in found] for found in read([typed("Уважаемый господин", rtl=False)], engine)] == [
        ["Уважаемый", "YBaKaeMbIM"]
    ]


def test_a_line_that_nothing_reads_has_no_reading() -> None:
    assert read([typed("Dear Sir", rtl=False)], Told({})) == ((),)


def test_figures_convince_less_than_letters() -> None:
    figures, letters = reading(("5878", 0)), reading(("Sara", 0), confidence=0.8)
    assert plausibility(figures) < plausibility(letters)
    assert ranked([figures, letters])[0] is letters


def test_a_line_with_uyghur_at_its_left_end_runs_from_the_right_however_much_latin_it_holds() -> None:
    joined = join([reading(("خانىمغا", 0)), reading(("Hannah", 50), ("Lindqvist", 90))])
    assert joined.text == "Hannah Lindqvist خانىمغا"
    assert [word.box.left for word in joined.words] == [50, 90, 0]
