"""What is wrong with a rule set that loads, or worth a reader's eye: conditions that decide nothing, chains of law, sources, examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from screening.model import Outcome
from screening.ruleset.conditions import leaves_of
from screening.ruleset.coverage import conditions_of
from screening.ruleset.rule import Rule, Status
from screening.ruleset.ruleset import Ruleset
from screening.ruleset.schema import SecurityIn, Source
from screening.ruleset.truth import implies, walk

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DAYS_A_MONTH = 30.44
_SEVERITY = {
    Outcome.INFORMATIONAL: 0,
    Outcome.REVIEW: 1,
    Outcome.LICENCE_REQUIRED: 1,
    Outcome.PROHIBITED: 2,
    Outcome.BLOCKED: 3,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about one rule, target or set (`about`); a `note` asks for a reader's eye, anything else for a change."""

    about: str
    text: str
    note: bool = False


def lint(ruleset: Ruleset, *, today: date, months: int) -> tuple[Remark, ...]:
    """Everything found, by rule. Sources that were retrieved more than `months` before `today` are noted.

    What would keep the rules from loading at all (ids that stand twice, names that lead nowhere, counts, gaps in a chain of supersession) is
    reported by `Ruleset.load`.
    """
    found: list[Remark] = []
    for rule in ruleset.rules:
        found += (Remark(rule.id, text) for text in _conditions(ruleset, rule))
        found += (Remark(rule.id, text) for text in _texts(rule))
        found += (Remark(rule.id, text) for text in _examples(rule))
        found += (Remark(rule.id, text) for text in _chain(ruleset, rule))
        found += (Remark(rule.id, text, note=True) for text in _sources(rule, today, months))
    found += _subsumed(ruleset)
    found += _unused(ruleset)
    return tuple(found)


def _conditions(ruleset: Ruleset, rule: Rule) -> Iterator[str]:
    for part, condition, _ in conditions_of(rule):
        shown = walk(ruleset, rule, condition)
        if shown is None:
            continue
        if not shown.holds:
            yield f"{part} can never hold: its questions contradict one another"
        if not shown.fails:
            yield f"{part} holds for every row: it asks nothing"
        if shown.holds and shown.fails:
            for text in shown.idle:
                yield f"{part}: the answer to '{text}' changes nothing"


def _texts(rule: Rule) -> Iterator[str]:
    said = rule.rationale
    for name, text in (("true", said.true), ("unknown", said.unknown), ("false", said.false)):
        for placeholder in _PLACEHOLDER.findall(text):
            yield f"rationale.{name} has a placeholder {{{placeholder}}}, which no rule fills in"


def _examples(rule: Rule) -> Iterator[str]:
    if rule.outcome is Outcome.INFORMATIONAL or rule.status is not Status.ACTIVE:
        return
    seen = {each.expect.value for each in rule.examples}
    lacking = [each for each in ("true", "unknown", "false") if each not in seen]
    if lacking:
        yield f"no example expects {', '.join(lacking)}"
    names = [each.name for each in rule.examples]
    for name in sorted({each for each in names if names.count(each) > 1}):
        yield f"two examples are called '{name}'"


def _chain(ruleset: Ruleset, rule: Rule) -> Iterator[str]:
    rules = {each.id: each for each in ruleset.rules}
    met = [rule.id]
    heir = rule.temporal.superseded_by
    while heir is not None and heir in rules:
        if heir in met:
            yield f"its chain of supersession comes back to {heir}"
            return
        met.append(heir)
        heir = rules[heir].temporal.superseded_by
    successor = rules.get(rule.temporal.superseded_by or "")
    if successor is None:
        return
    if successor.status is not Status.ACTIVE and rule.status is Status.ACTIVE:
        yield f"it is superseded by {successor.id}, which is not active: a gap from {rule.temporal.expires}"
    if successor.temporal.anchor != rule.temporal.anchor:
        yield f"it and {successor.id} are read on different dates, so that a row can fall between them or under both"


def _sources(rule: Rule, today: date, months: int) -> Iterator[str]:
    cited = {
        cite for _, condition, _ in conditions_of(rule) for leaf in leaves_of(condition) for cite in leaf.cite
    }
    cited |= {cite for each in rule.exceptions for cite in each.cite}
    for source in rule.sources:
        if not source.verified and source.id in cited:
            yield f"source '{source.id}' is relied on and has not been read in the publisher's own words"
        age = _months(source, today)
        if age is not None and age > months:
            yield f"source '{source.id}' was retrieved on {source.retrieved}, {age:.0f} months ago: read it again"


def _months(source: Source, today: date) -> float | None:
    return (today - source.retrieved).days / _DAYS_A_MONTH if source.retrieved is not None else None


def _subsumed(ruleset: Ruleset) -> Iterator[Remark]:
    rules = [
        each
        for each in ruleset.rules
        if each.status is Status.ACTIVE and each.when is not None and _SEVERITY[each.outcome]
    ]
    for narrow in rules:
        for wide in rules:
            if narrow is not wide and _covers(wide, narrow) and implies(ruleset, narrow, wide):
                # Two rules that say the same are each other's; the one that comes later in the order is told.
                if narrow.id < wide.id and _covers(narrow, wide) and implies(ruleset, wide, narrow):
                    continue
                yield Remark(narrow.id, f"says nothing that {wide.id} does not say as gravely", note=True)


def _covers(wide: Rule, narrow: Rule) -> bool:
    """Is `wide` in force whenever `narrow` is, as grave, and without exceptions?"""
    ours, theirs = wide.temporal, narrow.temporal
    lasts = ours.expires is None or (theirs.expires is not None and ours.expires >= theirs.expires)
    grave = _SEVERITY[wide.outcome] >= _SEVERITY[narrow.outcome]
    same_days = ours.anchor == theirs.anchor and ours.in_force <= theirs.in_force and lasts
    return same_days and grave and not wide.exceptions and not ours.partial_days


def _unused(ruleset: Ruleset) -> Iterator[Remark]:
    leaves = [
        leaf
        for rule in ruleset.rules
        for _, condition, _ in conditions_of(rule)
        for leaf in leaves_of(condition)
    ]
    targets = {leaf.target for leaf in leaves if hasattr(leaf, "target")}
    targets |= {each.issuer_target for each in ruleset.securities if each.issuer_target}
    sets = {leaf.set for leaf in leaves if isinstance(leaf, SecurityIn)}
    yield from (
        Remark(f"targets/{each.id}", "no rule asks for it", note=True)
        for each in ruleset.targets
        if each.id not in targets
    )
    yield from (
        Remark(f"securities/{each.id}", "no rule asks for it", note=True)
        for each in ruleset.securities
        if each.id not in sets
    )
