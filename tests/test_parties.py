"""Who writes and to whom, where the rows of the head alone do not tell."""

from typed_page import typed

from pipeline.letter import parse
from pipeline.model import FieldName
from pipeline.settings import LetterSettings

TEXT = """

We thank you for the two books that reached us on the third of May and
which we have read with great care. We should like to keep both of the
books until the autumn, if this does not trouble you in any way.

Yours truly,

A. Brandt
"""


def field(head: str, name: FieldName, text: str = TEXT) -> list[str]:
    found = parse([typed(head + text)], LetterSettings(empty_below=0.0)).letter
    return [part.text for part in found.field(name)]


WINDOW = """
                                              Lantern Library



Lantern Library, 4 Mole Lane, Dorsing
Quarry Works Ltd.
9 Hill Street
Marsh End

12 June 1964

Dear Sirs,"""


def test_the_senders_line_over_the_addressee_is_the_senders() -> None:
    assert field(WINDOW, "letterhead") == ["Lantern Library\nLantern Library, 4 Mole Lane, Dorsing"]
    assert field(WINDOW, "addressee") == ["Quarry Works Ltd.\n9 Hill Street\nMarsh End"]


STACKED = """



Anna Brandt
14 Hill Street
Dorsing


Quarry Works Ltd.
9 River Road
Marsh End


12 June 1964

Dear Sirs,"""


def test_of_two_addresses_one_below_the_other_the_second_is_the_addressees() -> None:
    assert field(STACKED, "letterhead") == ["Anna Brandt\n14 Hill Street\nDorsing"]
    assert field(STACKED, "addressee") == ["Quarry Works Ltd.\n9 River Road\nMarsh End"]


def test_whom_the_greeting_calls_is_the_addressee_though_nothing_stands_above() -> None:
    head = "\nOtto Lind\nLantern Library\nDorsing\n\n12 June 1964\n\nDear Otto Lind,"
    assert field(head, "addressee") == ["Otto Lind\nLantern Library\nDorsing"]


def test_whoever_signs_is_the_sender_though_the_greeting_calls_the_same_family() -> None:
    head = "\n\n\nA. Brandt\n14 Hill Street\n\n\nMr. Otto Brandt\n9 River Road\n\n\nDear Mr. Brandt,"
    assert field(head, "letterhead") == ["A. Brandt\n14 Hill Street"]
    assert field(head, "addressee") == ["Mr. Otto Brandt\n9 River Road"]


def test_a_matter_over_the_greeting_is_the_subject_though_no_label_says_so() -> None:
    head = "\n\n\nMr. Otto Lind\n9 River Road\n\n\nRepair of the old bridge\n\nDear Mr. Lind,"
    assert field(head, "subject") == ["Repair of the old bridge"]


def test_a_title_in_capitals_with_small_words_between_is_the_subject() -> None:
    head = "\n\n\nSENATE\n\n        THE BRIDGES of the NORTH and the WAR\n\nDear friend,"
    assert field(head, "subject") == ["THE BRIDGES of the NORTH and the WAR"]


def test_to_whom_stands_at_the_foot_of_the_first_page_and_not_in_the_text() -> None:
    text = TEXT.partition("Yours")[0]
    first = typed("Mon cher Otto,\n" + text + "à Monsieur le Président Otto LIND\n   DORSING")
    second = typed("and so we remain in hope that the bridge will stand when all is done,\n" + TEXT, number=2)
    found = parse([first, second], LetterSettings(empty_below=0.0)).letter
    assert [part.text for part in found.addressee] == ["à Monsieur le Président Otto LIND\nDORSING"]


def test_a_number_is_known_by_its_label_though_the_first_word_was_cut_off() -> None:
    head = "\nLantern Library\n\ni reference: EC 7/55\nMy reference: HSET/204\n\nDear Sirs,"
    assert field(head, "reference") == ["i reference: EC 7/55", "My reference: HSET/204"]
