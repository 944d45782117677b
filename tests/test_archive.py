"""METS and BagIt: valid, and every checksum is that of the file it stands for."""

import hashlib
from pathlib import Path

import bagit
import pytest
from builders import bilingual, page, record
from lxml import etree

from pipeline import publish, store
from pipeline.bag import bag
from pipeline.digitize import Digitized, PageImage
from pipeline.errors import InputError, UsageError
from pipeline.export import File
from pipeline.export.mets import Mets
from pipeline.model import CORRECT, Page, Record, Source, Step

SCHEMAS = Path(__file__).parent / "schemas"
VALID = etree.XMLSchema(etree.parse(str(SCHEMAS / "mets.xsd")))
NS = {"m": "http://www.loc.gov/METS/", "p": "http://www.loc.gov/premis/v3"}
SCAN = b"a scan"


def letter() -> Record:
    failed = Page(number=2, source="letter.png", source_page=2, status="failed", reason="cut short")
    whole = bilingual()
    source = Source(name="letter.png", sha256=hashlib.sha256(SCAN).hexdigest(), bytes=len(SCAN))
    steps = (Step(name="recognize", by="mektup 1"), Step(name=CORRECT, by="Anna Berg"))
    return whole.model_copy(update={"pages": (*whole.pages, failed), "sources": (source,), "steps": steps})


@pytest.fixture
def output(tmp_path: Path) -> Path:
    place = tmp_path / "out"
    path = store.save(Digitized(record=letter(), images=(PageImage(name="p1.png", data=b"pixels"),)), place)
    list(publish.letters([path], "text"))
    return place


def test_mets_knows_the_files_of_a_letter_and_who_made_them() -> None:
    (file,) = Mets().write(letter(), lambda page: b"pixels" if page.image else None)
    tree = etree.fromstring(file.data)
    VALID.assertValid(tree)
    digests = [one.get("CHECKSUM") for one in tree.iterfind(".//m:file", NS)]
    assert digests == [hashlib.sha256(data).hexdigest() for data in (SCAN, b"pixels")]
    pages = [[one.get("FILEID") for one in div] for div in tree.iterfind(".//m:div[@TYPE='page']", NS)]
    assert pages == [["original_1", "image_1"], ["original_1"]]
    assert [one.text for one in tree.iterfind(".//p:agentType", NS)] == ["software", "person"]


def test_what_is_no_mets_is_refused() -> None:
    assert Mets().read(Mets().write(record(page("x")), lambda _: None)).texts == ()
    with pytest.raises(ValueError, match="no METS"):
        Mets().read([File(name="letter.mets.xml", data=b"<x/>")])


def test_a_bag_holds_everything_and_its_checksums_are_true(output: Path, tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    (scans / "renamed.png").write_bytes(SCAN)
    (scans / "another.png").write_bytes(b"another scan")
    made = bag(output, tmp_path / "bag", scans)
    assert (made.letters, made.originals, made.missing) == (1, 1, ())
    whole = bagit.Bag(str(tmp_path / "bag"))
    whole.validate(processes=1)
    assert {Path(name).name for name in whole.payload_files()} == {
        *("record.json", "SHA256SUMS", "letter.txt", "p1.png", f"{hashlib.sha256(SCAN).hexdigest()[:16]}.png")
    }
    (tmp_path / "bag" / "data" / "originals").joinpath(f"{hashlib.sha256(SCAN).hexdigest()[:16]}.png").write_bytes(b"x")
    assert not whole.is_valid()


def test_originals_that_are_not_there_are_named(output: Path, tmp_path: Path) -> None:
    assert bag(output, tmp_path / "bag", None).missing == ("letter.png",)


def test_a_bag_is_made_where_nothing_is_yet(output: Path, tmp_path: Path) -> None:
    for place in (output, output / "bag", tmp_path):
        with pytest.raises(UsageError, match="empty folder of its own"):
            bag(output, place, None)
    with pytest.raises(InputError, match="no records"):
        bag(tmp_path / "nothing", tmp_path / "bag", None)
