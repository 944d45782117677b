"""Languages of short texts."""

import pytest

from pipeline.letter.language import language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("سىزنىڭ خېتىڭىزنى تاپشۇرۇپ ئالدۇق", "ug"),
        ("ھۆرمەت بىلەن", "ug"),
        ("هذه رسالة قصيرة عن الوضع", "ar"),
        ("این نامه درباره وضعیت ما است", "fa"),
        ("Qedirlik dostum, xétingni tapshurup aldim, köp rehmet", "ug-Latn"),
        ("Hörmet bilen", "ug-Latn"),
        ("Thank you for your letter of the third", "en"),
        ("Yours sincerely,", "en"),
        ("Sayın başkan, mektubunuzu aldık ve çok memnun olduk", "tr"),
        ("Sehr geehrter Herr Rat, wir danken Ihnen für die Briefe", "de"),
        ("Mon cher ami, je vous remercie de votre lettre", "fr"),
        ("Уважаемый господин, мы получили ваше письмо", "ru"),
        ("Һөрмәтлик әпәнди, сизниң хетиңизни тапшуруп алдуқ", "ug-Cyrl"),
        ("Құрметті мырза, сіздің хатыңызды алдық", "kk"),
        ("ھۆرمەتلىك Hannah Lindqvist خانىم:", "ug"),
        ("Thank you for the book by ئابدۇللا", "en"),
        ("J. B. Tanner", ""),
        ("12/118", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_letters_and_common_words(text: str, tag: str) -> None:
    assert language(text) == tag
