"""The shipped rules, loaded once, and a small folder of rules for tests that break it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.resources import rules_dir
from screening.ruleset import Ruleset

VOCABULARY = """
version: 1
fields:
  - {id: name, type: name, role: party, label: Name, question: "Who?"}
  - {id: trade_date, type: date, label: Trade date, question: "When?"}
  - {id: settlement_date, type: date, label: Settlement date, question: "When does it settle?"}
  - {id: amount, type: amount, label: Amount, question: "How much?"}
  - {id: currency, type: currency, label: Currency, question: "Which currency?"}
  - {id: urgent, type: flag, label: Urgent, question: "Is it urgent?"}
  - {id: market, type: term, label: Market, question: "Which market?", terms: [{id: primary, label: the primary market}, {id: secondary, label: the secondary market}]}
  - id: activity
    type: term
    label: Activity
    question: "What is done?"
    terms:
      - {id: dealing, label: a dealing}
      - {id: purchase, label: a purchase, parents: [dealing]}
      - {id: subscription, label: a subscription, parents: [purchase], implies: {market: primary}}
      - {id: repo, label: a repo, parents: [dealing], uncertain_parents: [lending]}
      - {id: lending, label: lending}
  - {id: actor, type: term, label: Actor, question: "Who acts?", terms: [{id: us, label: a U.S. person}, {id: foreign, label: a foreign person}]}
"""

TARGET = """
id: listed
title: Two parties
effect: blocked
authority: Test
expected_count: 2
entities:
  - {id: "t:1", kind: organization, names: [{text: ALPHA}]}
  - {id: "t:2", kind: person, names: [{text: "BETA, Boris"}]}
"""

RULE = """
id: test/rule
title: A rule
revision: 1
jurisdiction: XX
authority: Test
summary: A rule for tests.
sources: [{id: source, kind: notice, title: A notice}]
temporal: {anchor: [trade_date, settlement_date], announced: 2021-04-15, in_force: 2021-06-14, expires: 2022-02-22}
bound: {op: is_a, field: actor, value: us, cite: source, text: the actor is bound}
when: WHEN
outcome: prohibited
rationale: {true: It is prohibited., unknown: A fact is open., false: It is free.}
"""

MATCHES = "{op: matches, target: listed, cite: source, text: a party is listed}"

MakeRules = Callable[..., Path]


@pytest.fixture(scope="session")
def shipped() -> Ruleset:
    return Ruleset.load([rules_dir()])


@pytest.fixture
def make_rules(tmp_path: Path) -> MakeRules:
    """Writes a folder of rules whose one rule has the condition `when`; other files by their path."""

    def make(when: str = MATCHES, rule: str = RULE, **others: str) -> Path:
        files = {
            "vocabulary.yaml": VOCABULARY,
            "targets/listed.yaml": TARGET,
            "test/rule.yaml": rule.replace("WHEN", when),
        }
        for name, text in (
            files | {key.replace("__", "/") + ".yaml": text for key, text in others.items()}
        ).items():
            path = tmp_path / "rules" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "rules"

    return make
