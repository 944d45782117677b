from builders import page, record

from pipeline.evaluate.understanding import on_true_text

TRUE = [
    "14 March 2019",
    "Mrs. Anna Berg",
    "12 Mill Lane, Hove",
    "Dear Mrs. Berg,",
    "Thank you for the letters that you have sent to us.",
    "Yours sincerely,",
    "Martin Holt",
]
READ = [
    "l4 Mareh 2OI9",
    "Mrs, Anna 8erg",
    "12 Mi11 Lane, Hove",
    "Deor Mrs. Borg,",
    "Thank you for tbe letters that you havc sent to us.",
    "Yaurs sincerly,",
    "Martin Ho1t",
]


def test_reading_errors_do_not_count_against_the_parser() -> None:
    letter = on_true_text(record(page(*READ)), [TRUE])
    assert [part.value for part in letter.date] == ["2019-03-14"]
    assert [part.text for part in letter.salutation] == ["Dear Mrs. Berg,"]
