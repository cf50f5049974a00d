"""The XML reader beneath the publishers' own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.lists.xml_stream import elements, root_name
from screening.progress import SILENT


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"<sdnList>", "sdnList"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand --><x:sdnList xmlns:x='y'>", "sdnList"),
        (b"<!DOCTYPE sdnList [", "sdnList"),
        (b"<?xml version='1.0'", None),
        (b"<!-- open", None),
        (b"sdnList", None),
        (b"", None),
        (b"<??>" * 5000, None),
    ],
)
def test_the_root_is_named_from_the_first_bytes(start: bytes, name: str | None) -> None:
    assert root_name(start) == name


@given(st.binary(max_size=200))
def test_any_bytes_have_a_root_name_or_none(start: bytes) -> None:
    root_name(start)


def test_elements_come_whole_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text("<r xmlns='n'>\n<a><b>one &amp; two</b></a>\n<a/></r>", encoding="utf-8")

    first, second = elements(path, depth=2, progress=SILENT, remedy="")

    assert (first.name, first.line, first.text("b"), first.text("c")) == ("a", 2, "one & two", "")
    assert (second.line, second.children) == (3, [])
