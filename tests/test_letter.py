"""Whole letters of many habits, parsed."""

import pytest
from typed_page import graphic, typed

from pipeline.letter import Parsed, parse
from pipeline.model import Letter, Page, Signatory
from pipeline.settings import LetterSettings

MAIN = ("letterhead", "addressee", "date", "salutation", "body", "closing", "signature")


def read(*pages: Page) -> Letter:
    return parse(pages, LetterSettings()).letter


def texts(letter: Letter, name: str) -> list[str]:
    return [part.text for part in getattr(letter, name)]


BUSINESS = """
                 NORTHFIELD PAPER COMPANY
             118 Mill Street, Springfield, MA 01103
          Tel. (413) 555-0142    www.northfieldpaper.example

March 3, 1987


Mr. Harold P. Jennings
Purchasing Manager
Alden & Sons, Inc.
42 Water Street
Hartford, CT 06103

Re: Order No. 4471

Dear Mr. Jennings:

Thank you for your order of February 24. We regret that the grey bond
paper is out of stock until the end of the month, and that we cannot
deliver before April 2.

If this is too late for you, please let us know, and we shall re-
place it with the white bond at the same price.

Sincerely yours,



Margaret L. Dawes
Sales Director

Encl.: Price list
cc: Mr. T. Alden
"""


def test_a_business_letter_has_all_its_fields() -> None:
    letter = read(typed(BUSINESS, graphics=[graphic("signature", row=27, cell=0)]))
    assert texts(letter, "letterhead") == [
        "NORTHFIELD PAPER COMPANY\n118 Mill Street, Springfield, MA 01103\n"
        "Tel. (413) 555-0142 www.northfieldpaper.example"
    ]
    assert [part.value for part in letter.date] == ["1987-03-03"]
    assert texts(letter, "addressee") == [
        "Mr. Harold P. Jennings\nPurchasing Manager\nAlden & Sons, Inc.\n42 Water Street\nHartford, CT 06103"
    ]
    assert [part.value for part in letter.subject] == ["Order No. 4471"]
    assert texts(letter, "salutation") == ["Dear Mr. Jennings:"]
    assert len(letter.body) == 2
    assert "we shall replace it with" in letter.body[1].text
    assert texts(letter, "closing") == ["Sincerely yours,"]
    assert letter.signature[0].value == Signatory(name="Margaret L. Dawes", title="Sales Director", has_ink=True)
    assert texts(letter, "enclosures") == ["Encl.: Price list"]
    assert texts(letter, "copies") == ["cc: Mr. T. Alden"]


BRITISH = """
                                             14 Harbour Lane
                                             WHITBY
                                             YO21 3PU

                                             9th November 1962

The Editor
The Whitby Herald
Bridge Street
WHITBY

Sir,

     I write to correct a mistake in your last number. The lifeboat of
1881 was not broken up but sold, and she lay for many years in the
upper harbour, where my father kept his nets in her.

     There must be others who remember this. I should be glad to hear
from them.

                                        Yours faithfully,


                                        E. M. Harland

P.S. My father's name was John, not James.
"""


def test_a_british_letter_has_its_address_at_the_right() -> None:
    letter = read(typed(BRITISH))
    assert texts(letter, "letterhead") == ["14 Harbour Lane\nWHITBY\nYO21 3PU"]
    assert [part.value for part in letter.date] == ["1962-11-09"]
    assert texts(letter, "addressee") == ["The Editor\nThe Whitby Herald\nBridge Street\nWHITBY"]
    assert texts(letter, "salutation") == ["Sir,"]
    assert [part.text.split()[0] for part in letter.body] == ["I", "There"]
    assert texts(letter, "closing") == ["Yours faithfully,"]
    assert letter.signature[0].value == Signatory(name="E. M. Harland")
    assert texts(letter, "postscript") == ["P.S. My father's name was John, not James."]


MEMO = """
                           MEMORANDUM

TO:       All heads of department
FROM:     Helen Voss, Registrar
DATE:     12 June 1991
SUBJECT:  Closing of the reading room

The reading room on the second floor will be closed from 24 June until
8 July while the new shelves are built. Books that are needed in these
weeks must be asked for by noon on Friday, 21 June.
"""


def test_a_memo_says_what_its_lines_are() -> None:
    letter = read(typed(MEMO))
    assert [part.value for part in letter.addressee] == ["All heads of department"]
    assert [part.value for part in letter.date] == ["1991-06-12"]
    assert [part.value for part in letter.subject] == ["Closing of the reading room"]
    assert "Voss" not in "".join(part.text for name in Letter.model_fields for part in getattr(letter, name))
    assert len(letter.body) == 1
    assert not letter.salutation + letter.closing + letter.signature


UYGHUR = """
                 شەرق يۇلتۇزى مەدەنىيەت جەمئىيىتى
               ئىستانبۇل شەھىرى، گۈل كوچىسى 12-نومۇر
             تېلېفون: +90 212 555 01 42

ئۇيغۇر تىل ئىنستىتۇتىغا

ھۆرمەتلىك ئەھمەت ئەپەندى:

     سىزنىڭ ئۆتكەن ئايدا يازغان خېتىڭىزنى تاپشۇرۇپ ئالدۇق. ئەۋەتكەن كى-
تابلىرىڭىز ئۈچۈن كۆپ رەھمەت ئېيتىمىز. بۇ كىتابلار بىزنىڭ كۇتۇپخانىمىز
ئۈچۈن ناھايىتى مۇھىم.

     كېلەر يىلى باھاردا ئۆتكۈزۈلىدىغان يىغىنغا سىزنى تەكلىپ قىلىمىز. يول
خىراجىتىنى جەمئىيىتىمىز ئۈستىگە ئالىدۇ.

                                   چوڭقۇر ھۆرمەت بىلەن

                                   2014-يىلى 12-نويابىر

                                   جەمئىيەت رەئىسى
                                   تۇرسۇن قادىر
"""


def test_an_uyghur_letter_runs_from_right_to_left_and_is_dated_at_the_end() -> None:
    letter = read(typed(UYGHUR, graphics=[graphic("signature", row=21, cell=38, sheet=UYGHUR)]))
    assert len(letter.letterhead) == 1
    assert letter.letterhead[0].text.startswith("شەرق يۇلتۇزى")
    assert letter.letterhead[0].text.endswith("+90 212 555 01 42")
    assert texts(letter, "addressee") == ["ئۇيغۇر تىل ئىنستىتۇتىغا"]
    assert texts(letter, "salutation") == ["ھۆرمەتلىك ئەھمەت ئەپەندى:"]
    assert len(letter.body) == 2
    assert "ئەۋەتكەن كىتابلىرىڭىز" in letter.body[0].text
    assert texts(letter, "closing") == ["چوڭقۇر ھۆرمەت بىلەن"]
    assert [part.value for part in letter.date] == ["2014-11-12"]
    assert letter.signature[0].value == Signatory(name="تۇرسۇن قادىر", title="جەمئىيەت رەئىسى", has_ink=True)
    assert {part.language for name in MAIN for part in getattr(letter, name)} == {"ug"}


BILINGUAL = """
ئۇيغۇر مائارىپ فوندى              |         Uyghur Education Foundation
گۈل كوچىسى 5، ئالمۇتا شەھىرى      |         5 Gul Street, Almaty

نومۇرى: 07/118
2009-يىلى 4-ماي

ئالمۇتا شەھەرلىك مائارىپ باشقارمىسىغا

تېما: ئوقۇغۇچىلارغا ياردەم توغرىسىدا

ھۆرمەتلىك باشقارما باشلىقى!

شەھىرىڭىزدىكى ئۇيغۇر مەكتەپلىرىدە ئوقۇۋاتقان بالىلارغا دەرسلىك كىتاب
ئەۋەتمەكچىمىز. بۇ ھەقتە سىزنىڭ ماقۇللۇقىڭىزنى سورايمىز.

ھۆرمەت بىلەن: گۈلنار ساۋۇت
"""


def test_a_bilingual_head_is_two_parts_that_translate_each_other() -> None:
    letter = read(typed(BILINGUAL))
    assert texts(letter, "letterhead") == [
        "ئۇيغۇر مائارىپ فوندى\nگۈل كوچىسى 5، ئالمۇتا شەھىرى",
        "Uyghur Education Foundation\n5 Gul Street, Almaty",
    ]
    assert [part.translation_of for part in letter.letterhead] == [None, 0]
    assert [part.language for part in letter.letterhead] == ["ug", "en"]
    assert [part.value for part in letter.reference] == ["07/118"]
    assert [part.value for part in letter.date] == ["2009-05-04"]
    assert [part.value for part in letter.subject] == ["ئوقۇغۇچىلارغا ياردەم توغرىسىدا"]
    assert texts(letter, "addressee") == ["ئالمۇتا شەھەرلىك مائارىپ باشقارمىسىغا"]
    assert texts(letter, "closing") == ["ھۆرمەت بىلەن:"]
    assert letter.signature[0].value == Signatory(name="گۈلنار ساۋۇت")


def test_a_head_whose_columns_were_read_as_one_line_is_parted() -> None:
    letter = read(typed(BILINGUAL.replace("|", " ")))
    assert [part.language for part in letter.letterhead] == ["ug", "en"]
    assert letter.letterhead[1].text == "Uyghur Education Foundation\n5 Gul Street, Almaty"


LATIN_UYGHUR = """
                                                2012-yili 24-iyun

Qedirlik dostum Alim:

     Xétingni tapshurup aldim, köp rehmet. Biz hemmimiz saq-salamet
turuwatimiz, balilar mektepke bériwatidu. Kéler yili yazda silerni
yoqlap barmaqchimiz.

                                        Hörmet bilen
                                        Tursun Qadir
"""


def test_uyghur_in_latin_script_is_understood() -> None:
    letter = read(typed(LATIN_UYGHUR))
    assert [part.value for part in letter.date] == ["2012-06-24"]
    assert texts(letter, "salutation") == ["Qedirlik dostum Alim:"]
    assert texts(letter, "closing") == ["Hörmet bilen"]
    assert letter.signature[0].value == Signatory(name="Tursun Qadir")
    assert {part.language for part in letter.body + letter.salutation} == {"ug-Latn"}
    assert not letter.addressee + letter.letterhead


TELEGRAM = """
TELEGRAM

DR H BRENNER GRAND HOTEL LUCERNE

ARRIVING THURSDAY NIGHT TRAIN STOP PLEASE HOLD TWO ROOMS STOP PAPERS
SENT BY REGISTERED POST TO YOUR OFFICE STOP REGARDS TO ALL

LINDQVIST
"""


def test_a_telegram_has_no_greeting_and_none_is_made_up() -> None:
    letter = read(typed(TELEGRAM))
    assert texts(letter, "addressee") == ["DR H BRENNER GRAND HOTEL LUCERNE"]
    assert len(letter.body) == 1
    assert texts(letter, "signature") == ["LINDQVIST"]
    assert not letter.salutation + letter.closing + letter.date + letter.letterhead


TWO_SIGNERS = """
Geneva, 5 October 2003

Dear Madam President,

We write on behalf of both our associations to ask for a place on the
agenda of the next session, and for leave to speak for ten minutes.

Yours sincerely,



Anna Keller                             Omar Rashidi
Secretary General                       Chairman
Alpine Rights Union                     Desert Peoples Council
"""


def test_two_who_sign_side_by_side_are_two_signers() -> None:
    letter = read(typed(TWO_SIGNERS, graphics=[graphic("signature", row=8, cell=40)]))
    assert [part.value for part in letter.signature] == [
        Signatory(name="Anna Keller", title="Secretary General", organisation="Alpine Rights Union"),
        Signatory(name="Omar Rashidi", title="Chairman", organisation="Desert Peoples Council", has_ink=True),
    ]


FOOT_ADDRESS = """
                     CITY OF PORT WELLS
                    OFFICE OF THE MAYOR

                              Port Wells, May 22nd, 1911.

Dear Sir:-

     I have the honor to accept your kind invitation to the opening of
the new pier, and shall be there at the appointed hour.

                              Very respectfully yours,

                              J. B. Tanner
                              Mayor.

TO:  Col. R. S. Whitfield, Esq.,
     Harbor Commission,
     Port Wells.
"""


def test_an_addressee_may_stand_at_the_foot() -> None:
    letter = read(typed(FOOT_ADDRESS))
    assert texts(letter, "letterhead") == ["CITY OF PORT WELLS\nOFFICE OF THE MAYOR"]
    assert texts(letter, "addressee") == ["TO: Col. R. S. Whitfield, Esq.,\nHarbor Commission,\nPort Wells."]
    assert letter.signature[0].value == Signatory(name="J. B. Tanner", title="Mayor.")
    assert [part.value for part in letter.date] == ["1911-05-22"]


FIRST_PAGE = """
Basel, 4 June 1954

Dr. Robert Hale
Harbour Road 7
Bristol

Dear Dr. Hale,

The proofs of your article have come back from the printer. I have gone
through them twice, and there are three places where I am not sure what
you meant to say. The first is on page two, where the table has lost
a column; the second is the note on the tides, which now stands in the
"""

SECOND_PAGE = """
Dr. Robert Hale              - 2 -              4 June 1954

middle of a sentence; and the third is the last paragraph of all.

Please send me your corrections before the end of the month.

Yours sincerely,

Walter Frei
"""


def test_a_letter_runs_on_over_the_page_without_the_header() -> None:
    letter = read(typed(FIRST_PAGE), typed(SECOND_PAGE, number=2))
    assert len(letter.body) == 2
    assert "stands in the middle of a sentence;" in letter.body[0].text
    assert len(letter.date) == 1
    assert len(letter.addressee) == 1
    assert letter.body[0].lines[-1].startswith("p2_")


def test_page_numbers_and_catchwords_are_no_text() -> None:
    first = typed(FIRST_PAGE + "\n" * 28 + " " * 55 + "middle\n" + "                                -1-")
    letter = read(first, typed(SECOND_PAGE, number=2))
    assert len(letter.body) == 2
    assert "stands in the middle of a sentence;" in letter.body[0].text


def test_a_printed_footer_is_no_text() -> None:
    footer = "        Bank: Union Bank, IBAN CH00 0000 0000    E-mail: office@pier.example"
    letter = read(typed(FOOT_ADDRESS + "\n" * 26 + footer))
    assert "IBAN" not in " ".join(part.text for name in Letter.model_fields for part in getattr(letter, name))
    assert len(letter.addressee) == 1


UNGREETED = """
The parcel that you sent on Monday has not come, and the post office
knows nothing of it. Could you ask at your end? I need the two films by
Friday at the latest.
"""


def test_what_is_not_there_stays_empty() -> None:
    letter = read(typed(UNGREETED))
    assert letter.fields_found == ("body",)


def test_no_page_gives_an_empty_letter_and_says_so() -> None:
    parsed: Parsed = parse([], LetterSettings())
    assert parsed.letter == Letter()
    assert [finding.code for finding in parsed.findings] == ["no-body"]


def test_an_ambiguous_date_is_told() -> None:
    parsed = parse([typed(BRITISH.replace("9th November 1962", "9/11/1962"))], LetterSettings())
    assert parsed.letter.date[0].value is None
    assert parsed.letter.date[0].alternatives == ("1962-11-09", "1962-09-11")
    assert "ambiguous-date" in [finding.code for finding in parsed.findings]


@pytest.mark.parametrize("sheet", [BUSINESS, BRITISH, MEMO, UYGHUR, BILINGUAL, LATIN_UYGHUR, TWO_SIGNERS, FOOT_ADDRESS])
def test_no_line_is_in_two_fields_and_none_is_lost(sheet: str) -> None:
    page = typed(sheet)
    letter = read(page)
    owners = [line for name in Letter.model_fields for part in getattr(letter, name) for line in set(part.lines)]
    shared = {line.id for line in page.lines if "بىلەن:" in line.text or "   " in line.text}
    assert set(owners) == {line.id for line in page.lines if not line.text.startswith(("FROM:", "MEMORANDUM"))}
    assert {line for line in owners if owners.count(line) > 1} <= shared | {line.id for line in page.lines[-4:]}
