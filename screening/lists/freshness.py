"""How old each edition is on the day that is judged, and whether a run may rely on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from screening.errors import ListError, ScreeningErrors
from screening.model import SnapshotInfo
from screening.settings import FreshnessSettings


def fresh(
    editions: Sequence[SnapshotInfo], day: date, limits: FreshnessSettings, *, allow_stale: bool = False
) -> tuple[SnapshotInfo, ...]:
    """The editions with their age on `day` in days and in words.

    The age counts from the edition's own date, or from the later day on which its publisher's server confirmed that it is still the newest:
    on a past `day` it is measured there, so that a replay is not stale by today's calendar. A list named from the workspace stops the run when
    it is past its limit, because a name stands for "the current one"; a file given by its path was chosen as it is.

    Raises:
        ListError: an edition is past its limit and `allow_stale` was not given; several are told at once (ScreeningErrors).
    """
    told = tuple(_aged(each, day, limits, allow_stale=allow_stale) for each in editions)
    stale = [each for each in told if is_stale(each, limits)]
    if not stale or allow_stale:
        return told
    errors = [
        ListError(
            f"{each.list} is out of date: {each.freshness}",
            remedy=f"screening lists update {each.list}, or add its newest edition; --allow-stale uses it all the same, and the report says so",
        )
        for each in stale
    ]
    raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)


def is_stale(info: SnapshotInfo, limits: FreshnessSettings) -> bool:
    """Is the edition past its limit, and is it one for which a run stops?"""
    return (info.kept or limits.files_too) and _past(info, limits)


def _past(info: SnapshotInfo, limits: FreshnessSettings) -> bool:
    limit = limits.limit(info.list)
    return limit is not None and info.age_days is not None and info.age_days > limit


def _aged(info: SnapshotInfo, day: date, limits: FreshnessSettings, *, allow_stale: bool) -> SnapshotInfo:
    counted = info.day or (date.fromisoformat(info.published) if info.published else None)
    if counted is None:
        return replace(info, freshness="age not known: the files carry no date")
    since = max([counted, *([info.confirmed] if info.confirmed and info.confirmed <= day else [])])
    aged = replace(info, day=counted, age_days=(day - since).days)
    return replace(aged, freshness=_in_words(aged, since, day, limits, allow_stale=allow_stale))


def _in_words(
    info: SnapshotInfo, since: date, day: date, limits: FreshnessSettings, *, allow_stale: bool
) -> str:
    assert info.age_days is not None
    limit = limits.limit(info.list)
    if info.age_days < 0:
        return f"published {_days(-info.age_days)} after {day}, the day that is judged"
    age = f"{_days(info.age_days)} old on {day}"
    if info.day is not None and since > info.day:
        age = f"confirmed as the newest on {since}, {_days(info.age_days)} before {day}"
    if limit is None:
        return f"{age}; no limit"
    if not _past(info, limits):
        return f"{age}; limit {limit}"
    if not is_stale(info, limits):
        return f"{age}, past the limit of {limit}: used because it was given by its path"
    return f"{age}, past the limit of {_days(limit)}" + (
        ": STALE, used because of --allow-stale" if allow_stale else ""
    )


def _days(count: int) -> str:
    return f"{count:,} day" if count == 1 else f"{count:,} days"
