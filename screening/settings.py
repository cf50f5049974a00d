"""One run's settings: checked at the edge, frozen, and hashed into the run's identity."""

import hashlib
import json
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from screening.errors import Location, UsageError


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class MatchingSettings(_Frozen):
    """Thresholds of name matching, each with the labelled set that it was chosen on."""

    min_score: float = Field(default=74.0, ge=0, le=100)
    """Lowest name score (0–100) that is shown as a possible match.

    Chosen on the even rows of 447 labelled name pairs (F1 0.93; 0.90 on the odd rows) and on 10,000 persons who are on no list
    (0.18 % alerted against the SDN list of May 2024); `python -m benchmarks accuracy` prints these figures.
    """
    weak_min_score: float = Field(default=97.0, ge=0, le=100)
    """Lowest name score at which a weak alias alone makes a possible match (OFAC FAQ 122: weak aliases are broad or generic)."""
    other_kind_min_score: float = Field(default=98.0, ge=0, le=100)
    """Lowest name score that counts where the party is known to be of another kind than the entity (a person, a vessel); below it the match is contradicted: names that only sound alike are."""


class Settings(_Frozen):
    """Everything that a user may choose and that can change an answer."""

    as_of: date
    """The day whose law and list edition judge a record that carries no date of its own."""
    by_row: bool = False
    """Is each row judged by its own date: the edition of each list in force then, and entries by their days of listing?"""
    actor: str | None = None
    """The actor class (vocabulary term) of rows that do not state one."""
    matching: MatchingSettings = MatchingSettings()

    def digest(self) -> str:
        """SHA-256 of the canonical JSON of these settings."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


# By judgement, not measured: OFAC, the EU and the U.S. agencies publish several times a month, so that two weeks without a new edition mean a
# missed update; the UN and the UK may be silent for longer.
_FRESH_DAYS: dict[str, int | None] = {"un-sc": 30, "uk-hmt": 30, "uk-sanctions-list": 30}


class FreshnessSettings(_Frozen):
    """How old an edition may be, in days from its publication (or its last confirmation by the publisher's server) to the day judged."""

    days: int = Field(default=14, ge=0)
    """The limit of every list that `lists` does not name."""
    lists: dict[str, int | None] = Field(default_factory=dict)
    """Limits by list; null: no limit."""
    files_too: bool = False
    """Stop for a file given by its path too. Off: who gives a path has chosen that edition, so its age is said and not judged."""

    def limit(self, name: str) -> int | None:
        """The limit of one list in days, None where it has none. A house list is as old as its owner lets it be."""
        if name.startswith("house"):
            return self.lists.get(name)
        return {**_FRESH_DAYS, **self.lists}.get(name, self.days)


class UpdateSettings(_Frozen):
    """What makes a downloaded edition doubtful, so that it waits for a person's word (`--accept`)."""

    max_shrink_percent: float = Field(default=10.0, ge=0, le=100)
    """By how much of its entities a list may shrink at once. By judgement: more than a day's delistings, less than a broken export."""
    attempts: int = Field(default=4, ge=1, le=10)
    """How often a server that fails for the moment is asked, in all."""
    pause_seconds: float = Field(default=1.0, ge=0)
    """The wait before the second attempt; it doubles with each further one. A server's own Retry-After goes before it."""
    longest_pause_seconds: float = Field(default=120.0, ge=0)
    """A server that asks to wait for longer is left for another time."""
    read_seconds: float = Field(default=30.0, gt=0)
    """How long a server may be silent."""
    total_seconds: float = Field(default=900.0, gt=0)
    """How long one file may take, all attempts together."""


class ReviewSettings(_Frozen):
    """What an answer of a reviewer needs before it holds."""

    months: int = Field(default=12, ge=1, le=60)
    """How long a false positive holds at the most, and where the reviewer names no day. By judgement: a yearly review of good-guy entries."""
    two_reviewers: bool = False
    """Does a true match, or the dismissal of a confirmed match, need a second person?"""


class WorkspaceSettings(_Frozen):
    """What a team sets once for its workspace, in `settings.json`. Only `review` can change an answer, and by the reviewers' answers alone."""

    freshness: FreshnessSettings = FreshnessSettings()
    update: UpdateSettings = UpdateSettings()
    review: ReviewSettings = ReviewSettings()

    @classmethod
    def read(cls, path: Path) -> "WorkspaceSettings":
        """The settings in a workspace's file, or the defaults where there is none.

        Raises:
            UsageError: the file cannot be read, or holds a setting that does not exist or cannot be meant.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return cls()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                "the settings cannot be read",
                where=Location(str(path)),
                remedy="make it a readable UTF-8 file",
            ) from error
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            told = "; ".join(
                f"{'.'.join(map(str, each['loc'])) or 'the file'}: {each['msg'].lower()}"
                for each in error.errors()
            )
            raise UsageError(
                f"the settings are not understood: {told}",
                where=Location(str(path)),
                remedy='write JSON such as {"freshness": {"days": 14, "lists": {"us-ofac-sdn": 7}}, "update": {"max_shrink_percent": 10}}',
            ) from error
