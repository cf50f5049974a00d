"""`screening.runners.spark.screen`: a DataFrame in, a DataFrame of answers out."""

from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from screening.errors import UsageError
from screening.pipeline import Screener
from screening.runners.opening import Opening
from screening.tables import TableOptions
from tests.runners.spark.conftest import lines_of, locally
from tests.runners.spark.test_same_answers import payments

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]


def lines(answers: Any) -> list[str]:
    rows = answers.where("decision is not null").orderBy("row").select("decision").collect()
    return [row["decision"] for row in rows]


def test_a_frame_of_one_file_has_the_answers_of_a_run_here(
    session: Any, opening: Opening, tmp_path: Path
) -> None:
    from screening.runners.spark import screen

    path = payments(tmp_path / "payments.parquet", 3_000, row_group=500)
    locally(opening, [path], tmp_path / "here.jsonl", TableOptions())

    answers = screen(session.read.parquet(str(path)), opening.open(), name="payments.parquet")

    assert lines(answers) == lines_of(tmp_path / "here.jsonl")
    assert answers.count() == 3_000


def test_a_frame_in_any_order_is_numbered_by_its_key(session: Any, opening: Opening, tmp_path: Path) -> None:
    from screening.runners.spark import screen

    path = payments(tmp_path / "payments.parquet", 2_000)
    locally(opening, [path], tmp_path / "here.jsonl", TableOptions())
    table = parquet.read_table(path).to_pandas()
    table.insert(0, "line", range(2, 2_002))
    frame = session.createDataFrame(table.sample(frac=1.0, random_state=3))

    answers = screen(frame.repartition(5), opening.open(), key="line", name="payments.parquet")

    assert lines(answers) == lines_of(tmp_path / "here.jsonl")


def test_rows_without_a_number_of_their_own_are_refused(
    session: Any, opening: Opening, tmp_path: Path
) -> None:
    from screening.runners.spark import screen

    screener = opening.open()
    frame = session.createDataFrame([(1, "Anna Berg"), (1, "Igor Sechin")], "line int, name string")

    with pytest.raises(UsageError, match=r"have no numbers; give key="):
        screen(frame, screener)
    with pytest.raises(UsageError, match=r"two rows have the same number"):
        screen(frame, screener, key="line")


def test_a_screener_that_was_put_together_by_hand_cannot_travel(session: Any, opening: Opening) -> None:
    from screening.runners.spark import screen

    opened = opening.open()
    by_hand = Screener(opened.ruleset, opened.snapshots, opened.settings)

    with pytest.raises(UsageError, match=r"make it with Screener\.open"):
        screen(session.createDataFrame([(1, "Anna Berg")], "line int, name string"), by_hand, key="line")
