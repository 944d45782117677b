"""TEI and CMIF: valid, and the fields of a letter come back with all that is known of them."""

from pathlib import Path
from typing import get_args

import pytest
from builders import bilingual, page, part, record
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from mixed_lines import lines, texts

from pipeline import review
from pipeline.export import cmif
from pipeline.export.cmif import Cmif
from pipeline.export.tei import Tei
from pipeline.model import CORRECT, FieldName, Letter, Part, Record, Signatory, Step

VALID = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "schemas" / "tei-letters.rng")))
NS = {"t": "http://www.tei-c.org/ns/1.0"}
WHEN = {date: date.removesuffix("~") for date in ("2019-03-14", "1968-05", "1968", "1968-05~")}
DATES = ("2019-03-14", "1968-05", "1968", "1968-05~", "19XX", None)


def written(letter: Record) -> bytes:
    (file,) = Tei().write(letter, lambda _: None)
    VALID.assertValid(etree.fromstring(file.data))
    return file.data


def again(letter: Record) -> Letter:
    return Tei().read(Tei().write(letter, lambda _: None)).letter


def signed(text: str, ink: bool) -> Part:
    """A signature whose first line is the name and whose second, if there is one, the title."""
    name, *rest = text.split("\n")
    title = rest[0] if rest and rest[0] != name else ""
    value = Signatory(name=name, title=title, has_ink=ink)
    return Part(text=text, lines=(), language="ug", confidence=0.5, value=value)


@given(
    st.lists(st.tuples(st.sampled_from(get_args(FieldName)), texts, st.sampled_from(DATES)), max_size=6), st.booleans()
)
@settings(max_examples=60)
def test_parts_come_back_from_a_valid_document(parts: list[tuple[FieldName, str, str | None]], ink: bool) -> None:
    fields: dict[str, tuple[Part, ...]] = {}
    for name, text, value in parts:
        new = (
            signed(text, ink)
            if name == "signature"
            else part(text, "p1_b1_l1", value=value if name == "date" else None)
        )
        fields[name] = (*fields.get(name, ()), new)
    letter = record(page("Dear Sir,"), letter=Letter.model_validate(fields))
    written(letter)
    assert again(letter) == letter.letter


def test_a_bilingual_letter_comes_back_with_its_translations() -> None:
    written(bilingual())
    assert again(bilingual()) == bilingual().letter


def test_every_line_of_a_part_is_a_zone_of_the_facsimile() -> None:
    tree = etree.fromstring(written(bilingual()))
    zones = {f"#{zone.get('{http://www.w3.org/XML/1998/namespace}id')}" for zone in tree.iterfind(".//t:zone", NS)}
    pointed = {one for element in tree.iterfind(".//t:body//*[@facs]", NS) for one in element.get("facs").split()}
    assert pointed == zones
    assert tree.find(".//t:graphic", NS).get("url") == "../p1.png"


def test_the_letters_are_described_for_corresp_search() -> None:
    signature = signed("نۇرگۈل ئابدۇللا\nرەئىسى", True)
    letter = Letter(date=bilingual().letter.date, addressee=(part("Anna Berg,\nLondon"),), signature=(signature,))
    letters = [record(page("x"), letter=letter, name=f"{name}.png") for name in "ab"]
    (stream,) = Cmif().write(lambda: letters)
    tree = etree.fromstring(b"".join(stream.chunks))
    VALID.assertValid(tree)
    assert [one.get("key") for one in tree.iterfind(".//t:correspDesc", NS)] == [one.id for one in letters]
    sent, received = tree.findall(".//t:correspAction", NS)[:2]
    assert sent.findtext("t:persName", "", NS) == "نۇرگۈل ئابدۇللا"
    assert sent.find("t:date", NS).get("when") == "2019-03-14"
    assert received.findtext("t:name", "", NS) == "Anna Berg"


names = lines.map(lambda text: text.strip(" ,،")).filter(bool)


@given(
    st.lists(st.tuples(st.lists(names, max_size=2), st.lists(names, max_size=2), st.sampled_from(DATES)), max_size=3)
)
@settings(max_examples=50)
def test_who_wrote_to_whom_comes_back(letters: list[tuple[list[str], list[str], str | None]]) -> None:
    whole = [
        record(
            page("x"),
            letter=Letter(
                signature=tuple(signed(name, ink=False) for name in senders),
                addressee=tuple(part(name) for name in addressees),
                date=(part("x", value=value),),
            ),
            name=f"{n}.png",
        )
        for n, (senders, addressees, value) in enumerate(letters)
    ]
    (stream,) = Cmif().write(lambda: whole)
    data = b"".join(stream.chunks)
    VALID.assertValid(etree.fromstring(data))
    assert cmif.read(data) == tuple(
        cmif.Exchange(
            letter=one.id, senders=tuple(senders), addressees=tuple(addressees), date=WHEN.get(value or "", "")
        )
        for one, (senders, addressees, value) in zip(whole, letters, strict=True)
    )


def test_what_is_no_cmif_is_refused() -> None:
    with pytest.raises(ValueError, match="no CMIF"):
        cmif.read(b"<x/>")


def test_a_letter_of_which_nothing_is_known_is_valid() -> None:
    written(record(page("...")))


def test_who_corrected_a_line_is_responsible_for_what_rests_on_it() -> None:
    seen = page("Dear Sir,", "all is well.")
    box = seen.lines[0].box
    pages, _ = review.correct([seen], (), [review.Correction(page=1, box=box, text="Dear Sirs,", by="Anna Berg")])
    letter = Letter(salutation=(part("Dear Sirs,", "p1_b1_l1"),), body=(part("all is well.", "p1_b1_l2"),))
    steps = (Step(name="recognize", by="mektup 1"), Step(name=CORRECT, by="Anna Berg"))
    corrected = record(*pages, letter=letter).model_copy(update={"steps": steps})
    tree = etree.fromstring(written(corrected))
    assert tree.xpath("//t:application/t:label/text()", namespaces=NS) == ["mektup 1"]
    assert tree.xpath("//t:respStmt/t:name/text()", namespaces=NS) == ["Anna Berg"]
    assert [one.tag.rpartition("}")[2] for one in tree.xpath("//t:body//*[@resp='#hand_1']", namespaces=NS)] == [
        "salute"
    ]
