"""Errors with known answers, and what must hold whatever the text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluate.metrics import character_errors, compare_lines, distance, kind, pair, word_errors, words
from pipeline.evaluate.scores import Errors, LineScore
from pipeline.text import plain

texts = st.text(alphabet="ئەلا ئۈ،abcö\u0308\u200f\n", max_size=12)
lines = st.lists(st.sampled_from(["ئەلەم", "ئەلەن", "ھۆرمەتلىك", "Dear Sir", "Dear Sis", "2024", "б", ""]), max_size=6)


def together(scores: dict[str, LineScore]) -> LineScore:
    return sum(scores.values(), LineScore())


def test_kitten_is_three_edits_from_sitting() -> None:
    assert character_errors("kitten", "sitting") == Errors(edits=3, total=6)


def test_a_letter_with_its_marks_is_one_character() -> None:
    assert character_errors("a\u0301\u0323b", "xb") == Errors(edits=1, total=2)


def test_a_uyghur_letter_read_as_its_neighbour_is_one_edit() -> None:
    assert character_errors("مەكتۇپ", "مەكتوپ") == Errors(edits=1, total=6)


def test_composed_and_decomposed_text_are_the_same() -> None:
    assert character_errors("ئۇيغۇر", "ي\u0654ۇيغۇر").edits == 0


def test_a_lost_space_is_one_character_and_two_words() -> None:
    assert character_errors("ئۇ كەلدى", "ئۇكەلدى") == Errors(edits=1, total=8)
    assert word_errors("ئۇ كەلدى", "ئۇكەلدى") == Errors(edits=2, total=2)


def test_punctuation_around_a_word_does_not_count_as_the_word() -> None:
    assert words("«سالام»، — don't (e-mail)!") == ["سالام", "don't", "e-mail"]


@pytest.mark.parametrize(
    ("line", "name"), [("سالام 5", "Arab"), ("a", "Latn"), ("б", "Cyrl"), ("PDF نى", "mixed"), ("12/3", "other")]
)
def test_a_line_is_of_the_script_of_its_letters(line: str, name: str) -> None:
    assert kind(line) == name


@settings(deadline=None)
@given(texts, texts)
def test_there_are_no_errors_exactly_where_plain_texts_are_equal(one: str, other: str) -> None:
    assert (character_errors(one, other).edits == 0) == (plain(one) == plain(other))
    assert character_errors(one, one).edits == 0


@settings(deadline=None)
@given(texts, texts)
def test_distance_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert 0.0 <= distance(one, other) <= 1.0


@settings(deadline=None)
@given(lines, lines, st.randoms(use_true_random=False))
def test_lines_are_matched_whatever_their_order(truth: list[str], read: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(read, len(read))
    one, other = together(compare_lines(truth, read)), together(compare_lines(truth, shuffled))
    assert (one.cer, one.found, one.false) == (other.cer, other.found, other.false)


@settings(deadline=None)
@given(lines, lines)
def test_every_written_line_has_one_end(truth: list[str], read: list[str]) -> None:
    score = together(compare_lines(truth, read))
    assert score.found + score.missed == sum(map(bool, truth))
    assert score.found + score.false == sum(map(bool, read))


def test_swapped_lines_have_no_errors() -> None:
    score = together(compare_lines(["سالام", "Dear Sir"], ["Dear Sir", "سالام"]))
    assert score == LineScore(cer=Errors(total=13), wer=Errors(total=3), found=2)


def test_a_missed_line_is_deleted_and_a_false_one_inserted() -> None:
    score = compare_lines(["سالام", "Dear Sir"], ["سالام", "~~|~~ 17"])
    assert score["Latn"] == LineScore(cer=Errors(edits=8, total=8), wer=Errors(edits=2, total=2), missed=1)
    assert score["other"] == LineScore(cer=Errors(edits=8), wer=Errors(edits=2), false=1)
    assert score["Arab"].found == 1


def test_texts_too_unlike_are_no_pair() -> None:
    assert pair(["abcde"], ["abxyz"]) == []
    assert pair(["abcde"], ["abcyz"]) == [(0, 0)]


def test_pairs_leave_the_fewest_edits_not_the_nearest_first() -> None:
    assert pair(["aaaaa", "aaabb"], ["aaabb", "bbabb"]) == [(0, 0), (1, 1)]
