"""The plan past one machine: its arithmetic holds against a sample and against plain cases."""

import pytest

from benchmarks.simulate import Measured, Plan, distinct, main, sampled, screened_by_workers, ways


@pytest.mark.parametrize("slope", [0.0, 0.8, 1.0, 1.3])
@pytest.mark.parametrize("parties", [5_000, 400_000])
def test_the_expected_number_of_different_names_is_that_of_a_sample(slope: float, parties: int) -> None:
    counted = sampled(300_000, parties, slope)

    assert distinct(300_000, parties, slope) == pytest.approx(counted, rel=0.01)


def test_one_worker_that_remembers_everything_screens_each_name_once() -> None:
    once = screened_by_workers(1e6, 1, 10**9, 100_000, 1.0)

    assert once == pytest.approx(distinct(1e6, 100_000, 1.0))


def test_a_worker_that_forgets_screens_more_and_never_more_than_it_is_asked() -> None:
    once = distinct(1e6, 100_000, 1.0)

    forgetful = screened_by_workers(1e6, 1, 1_000, 100_000, 1.0)

    assert once < forgetful < 1e6


def test_a_plan_without_any_repeat_is_the_product_of_its_figures() -> None:
    plan = Plan(rows=1_000_000, names=2, hours=1.0, busy=0.5)
    measured = Measured(row_us=100.0, name_us=450.0, open_seconds=0.0)

    alone = next(ways(plan, measured, 1.0))

    assert alone.core_hours == pytest.approx(1_000_000 * (100 + 2 * 450) * 1e-6 / 0.5 / 3600)
    assert alone.cores == 1


def test_remembering_never_costs_more_and_changed_entries_cost_least() -> None:
    for slope in (0.8, 1.0, 1.2):
        hours = [each.core_hours for each in ways(Plan(), Measured(), slope)]

        assert hours == sorted(hours, reverse=True)


def test_the_plan_is_printed_with_its_assumptions(capsys: pytest.CaptureFixture[str]) -> None:
    main(
        [
            "--rows",
            "1000000",
            "--parties",
            "200000",
            "--sample",
            "10000",
            "--sample-parties",
            "10000",
            "--slopes",
            "1.0",
        ]
    )

    told = capsys.readouterr().out
    assert (
        "1,000,000 rows with 2 names each, of 200,000 parties, in 4 h: 40 partitions of 25,000 rows" in told
    )
    assert told.count("changed entries alone") == 1
    assert "sampled" in told
