"""How old an edition is on the day judged, and when that stops a run."""

from datetime import date, timedelta

import pytest

from screening.errors import ListError, ScreeningErrors, UsageError
from screening.lists import fresh
from screening.model import SnapshotInfo
from screening.settings import FreshnessSettings, WorkspaceSettings

DAY = date(2021, 7, 7)
LIMITS = FreshnessSettings(days=10, lists={"un-sc": 30, "house": None})


def edition(
    name: str = "us-ofac-sdn", *, kept: bool = True, day: date | None = DAY, confirmed: date | None = None
):
    return SnapshotInfo(name, "", "", "", None, "00", {}, day=day, kept=kept, confirmed=confirmed)


@pytest.mark.parametrize(("age", "stale"), [(0, False), (10, False), (11, True)])
def test_the_limit_itself_is_still_fresh(age, stale):
    when = DAY + timedelta(age)

    if stale:
        with pytest.raises(ListError, match=r"11 days old on 2021-07-18.*--allow-stale"):
            fresh([edition()], when, LIMITS)
    else:
        assert fresh([edition()], when, LIMITS)[0].age_days == age


def test_a_list_may_have_a_limit_of_its_own_or_none():
    told = fresh([edition("un-sc"), edition("house")], DAY + timedelta(30), LIMITS)

    assert [each.freshness for each in told] == [
        "30 days old on 2021-08-06; limit 30",
        "30 days old on 2021-08-06; no limit",
    ]


def test_a_stale_edition_that_is_allowed_says_so():
    (told,) = fresh([edition()], DAY + timedelta(99), LIMITS, allow_stale=True)

    assert "STALE, used because of --allow-stale" in told.freshness


def test_every_stale_edition_is_named_at_once():
    with pytest.raises(ScreeningErrors) as caught:
        fresh([edition(), edition("un-sc")], DAY + timedelta(99), LIMITS)

    assert caught.value.exit_code == 4
    assert len(caught.value.errors) == 2


def test_a_file_given_by_its_path_tells_its_age_and_stops_only_where_the_settings_say_so():
    by_path = edition(kept=False)

    (told,) = fresh([by_path], DAY + timedelta(99), LIMITS)

    assert "99 days old on 2021-10-14, past the limit of 10" in told.freshness
    with pytest.raises(ListError):
        fresh([by_path], DAY + timedelta(99), LIMITS.model_copy(update={"files_too": True}))


def test_the_age_counts_from_the_publishers_own_confirmation_unless_it_came_later_than_the_day_judged():
    confirmed = edition(confirmed=DAY + timedelta(20))

    assert fresh([confirmed], DAY + timedelta(25), LIMITS)[0].age_days == 5
    assert fresh([confirmed], DAY + timedelta(9), LIMITS)[0].age_days == 9


def test_without_any_date_the_age_is_not_known_and_said_so():
    (told,) = fresh([edition(day=None, kept=False)], DAY, LIMITS)

    assert (told.age_days, told.freshness) == (None, "age not known: the files carry no date")


def test_settings_that_cannot_be_meant_are_refused_with_their_place(tmp_path):
    path = tmp_path / "settings.json"
    assert WorkspaceSettings.read(path) == WorkspaceSettings()

    for text in ('{"freshness": {"days": -1}}', '{"surprise": 1}', "not json"):
        path.write_text(text)
        with pytest.raises(UsageError, match=r"settings\.json"):
            WorkspaceSettings.read(path)
