"""METS and BagIt: valid, and every checksum is that of the file it stands for."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import bagit
import pytest
from builders import bilingual, page, record
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from mixed_lines import lines

from pipeline import codec, publish, store
from pipeline.bag import bag, unbag
from pipeline.digitize import Digitized
from pipeline.errors import InputError, UsageError
from pipeline.export import File
from pipeline.export.mets import Mets
from pipeline.model import CORRECT, Page, Record, Source, Step
from pipeline.sheets import PageImage

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


sources = st.builds(
    Source,
    name=st.one_of(lines, st.text(min_size=1)),
    sha256=st.binary(max_size=4).map(lambda data: hashlib.sha256(data).hexdigest()),
    bytes=st.integers(0, 1 << 40),
)
steps = st.builds(Step, name=st.sampled_from(["digitize", "recognize", CORRECT]), by=lines)


@given(st.lists(sources, min_size=1, max_size=3), st.lists(steps, max_size=3), st.data())
@settings(max_examples=50)
def test_mets_comes_back(sources: list[Source], steps: list[Step], data: st.DataObject) -> None:
    names = [data.draw(st.sampled_from(sources)).name for _ in range(data.draw(st.integers(0, 3)))]
    statuses = st.sampled_from(["read", "blank", "failed"])
    pages = tuple(
        Page(number=n, source=name, source_page=n + 1, status=data.draw(statuses), image=f"p{n}.png" if n < 3 else "")
        for n, name in enumerate(names, start=1)
    )
    made = letter().model_copy(update={"sources": tuple(sources), "steps": tuple(steps), "pages": pages})
    (file,) = Mets().write(made, lambda page: b"pixels" if page.image else None)
    VALID.assertValid(etree.fromstring(file.data))
    again = Mets().read([file])
    assert (again.sources, again.steps, again.pages) == (made.sources, made.steps, pages)


def test_what_is_no_mets_is_refused() -> None:
    for data in (b"<x/>", b"<mets xmlns='http://www.loc.gov/METS/'><structMap><div TYPE='page'/></structMap></mets>"):
        with pytest.raises(ValueError, match="no METS"):
            Mets().read([File(name="letter.mets.xml", data=data)])


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


def contents(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@given(st.lists(lines, min_size=1, max_size=3))
@settings(max_examples=10)
def test_a_collection_comes_out_of_its_bag_as_it_went_in(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "scans").mkdir()
        for n, text in enumerate(texts):
            (place / "scans" / f"{n % 2}.png").with_stem(f"renamed-{n}").write_bytes(f"{n}".encode())
            source = Source(name=f"{n % 2}.png", sha256=hashlib.sha256(f"{n}".encode()).hexdigest(), bytes=1)
            made = record(page(text), name=f"{n}.png").model_copy(update={"sources": (source,)})
            letter = store.folder(place / "out", made.id)
            (letter / "exports").mkdir(parents=True)
            (letter / "exports" / "letter.txt").write_text(text)
            (letter / "record.json").write_bytes(codec.encode(made))
        bag(place / "out", place / "bag", place / "scans")
        done = unbag(place / "bag", place / "again", place / "originals")
        assert (done.letters, done.originals, done.missing) == (len(texts), len(texts), ())
        assert contents(place / "again") == contents(place / "out")
        assert sorted(contents(place / "originals").values()) == [f"{n}".encode() for n in range(len(texts))]
        assert (place / "originals" / "1.png").exists() == (len(texts) > 1)


def test_a_bag_that_is_not_whole_is_not_taken_out(output: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no whole bag"):
        unbag(output, tmp_path / "again")
    bag(output, tmp_path / "bag", None)
    with pytest.raises(UsageError, match="holds something"):
        unbag(tmp_path / "bag", output)
    (link,) = (tmp_path / "bag").rglob("exports/letter.txt")
    content = link.read_bytes()
    link.unlink()
    (tmp_path / "elsewhere").write_bytes(content)
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="unsafe"):
        unbag(tmp_path / "bag", tmp_path / "again")
    link.unlink()
    link.write_bytes(content[::-1])
    with pytest.raises(InputError, match="no whole bag"):
        unbag(tmp_path / "bag", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_originals_that_are_not_there_are_named(output: Path, tmp_path: Path) -> None:
    assert bag(output, tmp_path / "bag", None).missing == ("letter.png",)


def test_a_bag_is_made_where_nothing_is_yet(output: Path, tmp_path: Path) -> None:
    for place in (output, output / "bag", tmp_path):
        with pytest.raises(UsageError, match="empty folder of its own"):
            bag(output, place, None)
    with pytest.raises(InputError, match="no records"):
        bag(tmp_path / "nothing", tmp_path / "bag", None)
