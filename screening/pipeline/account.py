"""What a finished run says of its settings, rules and lists."""

from collections.abc import Mapping
from dataclasses import replace

from screening.model import (
    FindingState,
    OwnershipSheet,
    RuleInfo,
    SnapshotInfo,
)
from screening.pipeline.tally import Tally
from screening.ruleset import Ruleset
from screening.settings import Settings


def settings_in_words(
    settings: Settings, ownership: OwnershipSheet | None, told: Mapping[str, str]
) -> dict[str, str]:
    """Every setting as a reader of the report needs it; `told` is what else bears on an answer."""
    matching = settings.matching
    about = type(matching).model_fields
    thresholds = {
        name.replace(
            "_", " "
        ): f"{getattr(matching, name):g} of 100. {' '.join((each.description or '').split())}"
        for name, each in about.items()
    }
    return {
        "as of": _day_in_words(settings),
        "actor of rows that state none": settings.actor or "not given: asked for where a measure turns on it",
        "ownership": _ownership_in_words(ownership),
        "earlier answers of reviewers": told["earlier answers of reviewers"],
        **thresholds,
        "matching method": told["matching method"],
        "payment texts": told["payment texts"],
    }


def _day_in_words(settings: Settings) -> str:
    day = settings.as_of.isoformat()
    return f"each row's own date; {day} for rows without one" if settings.by_row else day


def _ownership_in_words(sheet: OwnershipSheet | None) -> str:
    """Whether the 50 percent rule was examined, and on what."""
    if sheet is None:
        return "not examined: no sheet of holdings was given (--ownership), so that no company is found by who owns it"
    doubtful = sum(1 for each in sheet.stakes if each.problem)
    said = f"; {doubtful} with a share that is not clear" if doubtful else ""
    return f"examined on {len(sheet.stakes)} holdings of {sheet.info.path}{said}"


def bundled(ruleset: Ruleset) -> SnapshotInfo:
    """The measures' own parties, as an edition of a list."""
    entities = ruleset.entities()
    return SnapshotInfo(
        list="bundled-targets",
        title="Parties named in the measures (shipped with the program)",
        publisher="this program, from the sources named in each measure",
        path="rules/targets",
        published=None,
        sha256=ruleset.digest,
        counts={"entities": len(entities), "names": sum(len(each.names) for each in entities)},
    )


def counted(info: RuleInfo, tally: Tally) -> RuleInfo:
    """The rule with its answers over all screened rows; a rule that had no bearing on a row answered false."""
    counts = {state.value: tally.rule_states[info.id, state.value] for state in FindingState}
    counts[FindingState.FALSE.value] += tally.screened - sum(counts.values())
    return replace(info, counts=counts)
