"""A list is renewed whole or not at all, whatever the publisher's server does."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from screening.errors import UsageError
from screening.lists import ListStore, Origin
from screening.lists.download import Fetcher
from screening.lists.sources import Source, SourceFile, file_name, read_sources, source_at
from screening.lists.update import Renewal, Update, UpdateState
from screening.settings import UpdateSettings
from screening.workspace import Workspace
from tests.lists.conftest import FIXTURES
from tests.lists.publisher import Publisher, publisher

NOW = datetime(2021, 7, 8, 9, 30, tzinfo=UTC)
SETTINGS = UpdateSettings(attempts=3, pause_seconds=1, read_seconds=5, total_seconds=60)
XML = (FIXTURES / "ofac-sdn-xml" / "sdn.xml").read_bytes()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Publisher]:
    folder = tmp_path / "served"
    shutil.copytree(FIXTURES / "ofac-sdn-csv", folder)
    shutil.copy(FIXTURES / "ofac-sdn-xml" / "sdn.xml", folder)
    with publisher(folder) as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def renewal(tmp_path: Path, slept: list[float]) -> Renewal:
    import time

    store = ListStore(Workspace.at(tmp_path / "workspace"))
    fetcher = Fetcher(SETTINGS, "test", time.monotonic, slept.append, lambda: NOW)
    return Renewal(store, fetcher, NOW, "test", 10.0)


def source(served: Publisher, way: str, *names: str, limit_mb: int = 1) -> Source:
    files = tuple(SourceFile(name=name, url=f"{served.url}/{way}/{name}") for name in names or ("sdn.xml",))
    return Source(files=files, limit_mb=limit_mb)


def update(renewal: Renewal, served: Publisher, way: str) -> Update:
    if way == "silent":
        hasty = SETTINGS.model_copy(update={"read_seconds": 0.3})
        renewal = replace(renewal, fetcher=replace(renewal.fetcher, settings=hasty))
    return renewal.update("us-ofac-sdn", source(served, way))


def test_the_newest_edition_is_kept_with_where_it_came_from(renewal: Renewal, served: Publisher):
    done = update(renewal, served, "good")

    assert done.state is UpdateState.UPDATED
    assert done.edition is not None
    told = done.edition.manifest
    assert (told.label, told.source) == ("us-ofac-sdn@2021-03-10", f"{served.url}/good/sdn.xml")
    assert (told.files[0].etag, told.files[0].sha256) == ('"v1"', done.edition.manifest.files[0].sha256)
    assert len(done.edition.open().entities) == 8


def test_a_set_of_files_is_one_edition_dated_by_its_server(renewal: Renewal, served: Publisher):
    names = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")

    done = renewal.update("us-ofac-sdn", source(served, "good", *names))

    assert done.edition is not None
    assert (done.edition.manifest.day, done.edition.manifest.dated_by) == (date(2021, 7, 7), "server")
    again = renewal.update("us-ofac-sdn", source(served, "good", *names))
    assert again.state is UpdateState.UNCHANGED


def test_the_server_is_asked_only_for_what_has_changed(renewal: Renewal, served: Publisher):
    update(renewal, served, "good")
    later = replace(renewal, retrieved=datetime(2021, 7, 9, tzinfo=UTC))

    done = update(later, served, "good")

    assert served.headers[-1]["if-none-match"] == '"v1"'
    assert done.state is UpdateState.UNCHANGED
    assert done.edition is not None
    assert done.edition.manifest.confirmed == later.retrieved
    assert len(renewal.store.editions()) == 1


def test_a_damaged_edition_is_fetched_whole_again(renewal: Renewal, served: Publisher):
    kept = update(renewal, served, "good").edition
    assert kept is not None
    kept.paths[0].write_bytes(b"damage")

    done = update(renewal, served, "good")

    assert "if-none-match" not in served.headers[-1]
    assert done.edition is not None
    done.edition.verify()


def test_a_packed_file_and_one_that_moved_on_the_same_server_are_taken(renewal: Renewal, served: Publisher):
    assert update(renewal, served, "packed").state is UpdateState.UPDATED
    assert update(renewal, served, "moved").state is UpdateState.UNCHANGED


FAILURES = {
    "500": "answers 500",
    "404": "answers 404",
    "403": "answers 403",
    "no-such-way": "answers 404",
    "busy-for-long": "asks to wait 86,400 s",
    "silent": "silent for 0.3 s",
    "cut": "cut before the file was whole",
    "packed-and-cut": "cut before the file was whole",
    "short-length": "sdn.xml",
    "no-length-and-cut": "sdn.xml",
    "login": "a web page, not a list",
    "empty": "the file is empty",
    "endless": "larger than 1 MB",
    "bomb": "larger than 1 MB",
    "foreign-packing": "packs the file as 'br'",
    "circle": "in circles",
    "to-a-file": "'file:///etc/passwd', which is not an https address",
    "elsewhere": "not an https address",
    "always-304": "answers 304",
}


@pytest.mark.parametrize(("way", "said"), FAILURES.items())
def test_a_server_that_misbehaves_is_told_and_the_former_edition_stays_in_use(
    renewal: Renewal, served: Publisher, way: str, said: str
):
    before = renewal.store.add(FIXTURES / "ofac-sdn-xml", Origin("by hand", NOW, "test")).edition

    done = update(renewal, served, way)

    assert done.state is UpdateState.FAILED
    assert said in str(done.error)
    assert served.url in str(done.error)
    assert ".draft" not in str(done.error)
    assert done.edition == before == renewal.store.newest("us-ofac-sdn")
    assert len(before.open().entities) == 8
    assert [each.name for each in renewal.store.workspace.lists.iterdir()] == ["us-ofac-sdn"]


def test_a_failure_of_the_first_download_leaves_nothing(renewal: Renewal, served: Publisher):
    done = update(renewal, served, "cut")

    assert (done.state, done.edition) == (UpdateState.FAILED, None)
    assert list(renewal.store.workspace.lists.iterdir()) == []


def test_a_failure_that_may_pass_is_tried_again_with_growing_waits(
    renewal: Renewal, served: Publisher, slept
):
    done = update(renewal, served, "fails-twice")

    assert done.state is UpdateState.UPDATED
    assert slept == [1, 2]


def test_a_server_s_own_wait_goes_before_ours(renewal: Renewal, served: Publisher, slept):
    assert update(renewal, served, "busy-once").state is UpdateState.UPDATED
    assert slept == [7]


def test_a_refusal_is_not_tried_again(renewal: Renewal, served: Publisher, slept):
    update(renewal, served, "404")

    assert (served.asked["404"], slept) == (1, [])


def test_a_server_that_never_falls_silent_is_left_when_the_time_is_over(renewal: Renewal, served: Publisher):
    hasty = renewal.fetcher.settings.model_copy(update={"total_seconds": 0.4})

    done = update(replace(renewal, fetcher=replace(renewal.fetcher, settings=hasty)), served, "drip")

    assert "not whole after 0.4 s" in str(done.error)


def test_nobody_there_is_told_in_plain_words(renewal: Renewal, served: Publisher):
    nobody = Source(files=(SourceFile(name="sdn.xml", url="http://127.0.0.1:9/sdn.xml"),))

    done = renewal.update("us-ofac-sdn", nobody)

    assert "the server cannot be reached" in str(done.error)
    assert "(3 attempts)" in str(done.error)


@pytest.mark.parametrize(
    "url",
    ["http://example.org/sdn.xml", "ftp://127.0.0.1/sdn.xml", "file:///etc/passwd", "sdn.xml", "https://"],
)
def test_only_https_is_asked(renewal: Renewal, url: str):
    done = renewal.update("us-ofac-sdn", Source(files=(SourceFile(name="sdn.xml", url=url),)))

    assert "https address" in str(done.error)


def test_another_list_at_the_address_is_refused_even_when_accepted(renewal: Renewal, served: Publisher):
    done = replace(renewal, accept=True).update("un-sc", source(served, "good"))

    assert "the file is us-ofac-sdn" in str(done.error)
    assert not renewal.store.editions()


def test_a_list_cut_short_by_its_publisher_is_refused(renewal: Renewal, served: Publisher):
    served.files["sdn.xml"] = XML[: XML.rindex(b"<sdnEntry>")] + b"</sdnList>"

    assert update(renewal, served, "good").state is UpdateState.FAILED


def _without_the_last_entry(xml: bytes, day: bytes) -> bytes:
    last = xml[xml.rindex(b"<sdnEntry>") : xml.rindex(b"</sdnEntry>") + len(b"</sdnEntry>")]
    return (
        xml.replace(last, b"").replace(b"<Record_Count>8<", b"<Record_Count>7<").replace(b"03/10/2021", day)
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [(b"03/11/2021", "would shrink from 8 to 7 entities"), (b"03/09/2021", "older than the edition in use")],
)
def test_an_edition_that_shrank_or_is_older_waits_for_a_person_s_word(
    renewal: Renewal, served: Publisher, day, said
):
    update(renewal, served, "packed")
    served.files["sdn.xml"] = _without_the_last_entry(XML, day)

    refused = update(renewal, served, "packed")
    accepted = update(replace(renewal, accept=True), served, "packed")

    assert said in str(refused.error)
    assert refused.edition == refused.before
    assert accepted.state is UpdateState.UPDATED


def test_an_address_alone_tells_which_list_it_holds(renewal: Renewal, served: Publisher):
    added = renewal.add(source_at((f"{served.url}/good/sdn.xml",), None))

    assert added.edition.manifest.list == "us-ofac-sdn"


def test_every_shipped_source_is_an_https_address_of_its_own():
    sources = read_sources(Workspace.at(Path("/nowhere")))
    urls = [file.url for each in sources.values() for file in each.files]

    assert {"us-ofac-sdn", "us-ofac-cons", "un-sc", "eu-fsf", "us-csl", "uk-sanctions-list"} <= sources.keys()
    assert all(url.startswith("https://") for url in urls)
    assert len(set(urls)) == len(urls)


def test_a_workspace_names_sources_of_its_own(tmp_path: Path):
    workspace = Workspace.at(tmp_path)
    (tmp_path / "sources.toml").write_text(
        '[un-sc]\nfiles = [{ name = "un.xml", url = "https://mirror/un.xml" }]\n'
    )

    sources = read_sources(workspace)

    assert sources["un-sc"].files[0].url == "https://mirror/un.xml"
    assert "us-ofac-sdn" in sources
    for text in ("[un-sc", "[un-sc]\nfiles = []", "[un-sc]\nsurprise = 1"):
        (tmp_path / "sources.toml").write_text(text)
        with pytest.raises(UsageError, match=r"sources\.toml"):
            read_sources(workspace)


def test_from_takes_a_file_or_a_folder_of_the_list_s_files():
    known = Source(
        files=(SourceFile(name="a.csv", url="https://x/1"), SourceFile(name="b.csv", url="https://x/2"))
    )

    assert [each.url for each in source_at(("https://y/",), known).files] == [
        "https://y/a.csv",
        "https://y/b.csv",
    ]
    assert [each.name for each in source_at(("https://y/p/q.xml?token=1",), None).files] == ["q.xml"]
    with pytest.raises(UsageError):
        source_at(("https://y/",), None)


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://x/a%20b.xml", "a_b.xml"), ("https://x/..%2f..%2fetc", "etc"), ("https://x/", "list")],
)
def test_a_download_s_name_stays_in_its_folder(url: str, name: str):
    assert file_name(url) == name


def test_the_store_of_a_former_edition_is_not_what_an_update_writes_to(renewal: Renewal, served: Publisher):
    by_hand = renewal.store.add(FIXTURES / "ofac-sdn-csv", Origin("by hand", NOW, "test", date(2021, 7, 7)))

    done = update(renewal, served, "good")

    assert "older than the edition in use (2021-07-07)" in str(done.error)
    assert renewal.store.editions() == (by_hand.edition,)
