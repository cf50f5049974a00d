"""Whatever happens to a file of any publisher's list, it is refused with the place, or read whole: never a crash, never fewer parties in silence."""

import re
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.errors import ScreeningError
from screening.lists import load_list
from screening.lists.registry import PARSERS
from tests.lists.conftest import FIXTURES

FOLDERS = sorted(each.name for each in FIXTURES.iterdir() if each.is_dir())
XML = sorted(
    name for name in FOLDERS for file in (FIXTURES / name).iterdir() if file.suffix.casefold() == ".xml"
)
LONGEST = 10.0  # Seconds for a file of a few kilobytes, on a busy machine: a hang, not a measure of speed.

Count = Callable[[bytes], int]


def _matches(pattern: bytes) -> Count:
    return lambda content: len(re.findall(pattern, content, re.MULTILINE))


def _distinct(pattern: bytes) -> Count:
    return lambda content: len(set(re.findall(pattern, content, re.MULTILINE)))


# How many parties a damaged file still shows to somebody who knows nothing of its format but how an entry starts.
SHOWN: dict[str, tuple[str, Count]] = {
    "ofac-sdn-csv": ("sdn.csv", _matches(rb"^\d+,")),
    "ofac-cons-csv": ("cons_prim.csv", _matches(rb"^\d+,")),
    "ofac-sdn-xml": ("sdn.xml", _matches(rb"<sdnEntry>")),
    "ofac-sdn-enhanced": ("SDN_ENHANCED.XML", _matches(rb"<entity id=")),
    "ofac-sdn-advanced": ("sdn_advanced.xml", _matches(rb"<DistinctParty ")),
    "un-sc-xml": ("consolidated.xml", _matches(rb"<(?:INDIVIDUAL|ENTITY)>")),
    "eu-fsf-xml": ("FULL-1_1.xml", _matches(rb"<sanctionEntity ")),
    "eu-fsf-csv": ("FULL-1_1.csv", _distinct(rb"^[^;\n]*\d{4};(\d+);")),
}


@st.composite
def damage(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with one accident: cut, flipped, shortened, doubled, written in another encoding, or with something slipped in."""
    start = draw(st.integers(0, len(content) - 1))
    end = min(len(content), start + draw(st.integers(1, max(2, len(content) // 3))))
    block = content[start:end]
    return draw(
        st.sampled_from(
            [
                content[:start],
                content[:start] + bytes([content[start] ^ draw(st.integers(1, 255))]) + content[start + 1 :],
                content[:start] + content[end:],
                content[:end] + block + content[end:],
                content.decode("utf-8").encode("utf-16"),
                content.decode("utf-8").encode("cp1252", "replace"),
                content[:start] + b"\0" + content[start:],
                content[:start] + b"&slipped;" + content[start:],
                b'<!DOCTYPE a [<!ENTITY b "c">]>' + content,
                content[:start] + draw(st.binary(min_size=1, max_size=8)) + content[start:],
            ]
        )
    )


def read_or_refused(folder: Path, name: str) -> None:
    """Either a ScreeningError with a remedy, soon, or at least as many parties as the file shows."""
    begun = time.monotonic()
    snapshot, refused = None, None
    try:
        snapshot = load_list(folder)
    except ScreeningError as error:
        refused = error
    assert time.monotonic() - begun < LONGEST
    if snapshot is None:
        assert refused
        assert refused.remedy
        return
    assert snapshot.info.counts["entities"] == len(snapshot.entities) > 0
    if name in SHOWN:
        file, count = SHOWN[name]
        assert len(snapshot.entities) >= count((folder / file).read_bytes())


@pytest.mark.parametrize("name", FOLDERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_whole(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    folder = Path(shutil.copytree(FIXTURES / name, tmp_path_factory.mktemp("damaged") / name))
    file = data.draw(st.sampled_from(sorted(each for each in folder.iterdir() if each.stat().st_size)))
    file.write_bytes(data.draw(damage(file.read_bytes())))

    read_or_refused(folder, name)


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("eighth", range(8))
def test_a_file_cut_at_any_eighth_is_refused_or_read_whole(tmp_path: Path, name: str, eighth: int) -> None:
    folder = Path(shutil.copytree(FIXTURES / name, tmp_path / name))
    for file in folder.iterdir():
        content = file.read_bytes()
        file.write_bytes(content[: len(content) * eighth // 8])

    read_or_refused(folder, name)


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.99])
def test_an_xml_file_that_ends_early_never_loads(tmp_path: Path, name: str, share: float) -> None:
    folder = Path(shutil.copytree(FIXTURES / name, tmp_path / name))
    (file,) = folder.iterdir()
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(ScreeningError):
        load_list(folder)


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize(
    "slipped", [b'<!DOCTYPE a [<!ENTITY b "c">]>', b'<!DOCTYPE a SYSTEM "http://example.invalid/a">']
)
def test_an_xml_file_with_a_document_type_never_loads(tmp_path: Path, name: str, slipped: bytes) -> None:
    folder = Path(shutil.copytree(FIXTURES / name, tmp_path / name))
    (file,) = folder.iterdir()
    declaration, _, rest = file.read_bytes().partition(b"?>")
    file.write_bytes(declaration + b"?>" + slipped + rest)

    with pytest.raises(ScreeningError):
        load_list(folder)


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize(
    "content",
    [b"", b"\r\n \x1a", b"<!DOCTYPE html><html><body>503</body></html>", b"name;country\nACME;US\n", b"{}", b"\xff\xfe\x00"],
)  # fmt: skip
def test_a_file_of_another_kind_under_the_list_s_name_never_loads(
    tmp_path: Path, name: str, content: bytes
) -> None:
    folder = Path(shutil.copytree(FIXTURES / name, tmp_path / name))
    for file in folder.iterdir():
        file.write_bytes(content)

    with pytest.raises(ScreeningError):
        load_list(folder)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_list_that_is_still_packed_never_loads(tmp_path: Path, name: str) -> None:
    for file in (FIXTURES / name).iterdir():
        with zipfile.ZipFile(tmp_path / file.name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(file, file.name)

    with pytest.raises(ScreeningError):
        load_list(tmp_path)


@pytest.mark.parametrize("name", FOLDERS)
def test_each_extract_is_known_by_exactly_one_parser(name: str) -> None:
    assert sum(parser.recognises(FIXTURES / name) for parser in PARSERS) == 1


def test_every_parser_has_an_extract() -> None:
    without = [
        parser.expects
        for parser in PARSERS
        if not any(parser.recognises(FIXTURES / name) for name in FOLDERS)
    ]

    assert without == []
