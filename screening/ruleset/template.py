"""A commented rule of the house to start from, and the JSON Schema of rule files for editors."""

from typing import Any

from screening.ruleset.rule import Rule

_ID = "house.large-payments"
_TEMPLATE = """\
# A rule of your own. It stands beside the shipped measures and can only make an answer graver: a row that a measure blocks stays blocked
# whatever is written here. Change what is below, then run
#     screening rules test --rules FOLDER
#     screening rules lint --rules FOLDER
#     screening run payments.xlsx -o report.xlsx --rules FOLDER
# The id is the file's name without .yaml, and begins with "house.".
id: house.large-payments
title: Large payments to the United Arab Emirates, second officer
revision: 1                   # raise it with each change, so that a report says which text judged a row
jurisdiction: house
authority: Compliance, policy on large payments
summary: >-
  A payment of 50,000 dollars or more to a beneficiary in the United Arab Emirates is approved by a second officer before it goes out.
# Where the rule comes from. Each question below cites one of these by its id.
sources:
  - {id: policy, kind: notice, title: "Policy on large payments, version 3, section 2"}
# The date of the row that the rule is held against, and the first day on which it applies. With "expires:" it ends on the day before that one.
temporal:
  anchor: [trade_date]
  in_force: 2021-01-01
# Who must obey (leave it out: everybody), for instance:
# bound: {op: is_a, field: actor, value: us_bank, cite: policy, text: "the actor is a U.S. bank"}
#
# What is caught: "all", "any" and "not" around questions with one operator each. A cell that is blank or cannot be read answers none of them
# with no: the row then goes to review, and the report says which fact would settle it. Fields and terms stand in rules/vocabulary.yaml.
when:
  all:
    - {op: in, field: beneficiary_country, values: [AE], cite: policy, text: "the beneficiary is in the United Arab Emirates"}
    - {op: eq, field: currency, value: USD, cite: policy, text: "the payment is in dollars"}
    - {op: ge, field: amount, value: 50000, cite: policy, text: "it is of 50,000 or more"}
# blocked, prohibited, licence_required, review (a person must look) or informational (said, and changes no verdict).
outcome: review
# What each answer means, in the words that the report shows.
rationale:
  true: "A second officer approves it: 50,000 dollars or more go to a beneficiary in the United Arab Emirates."
  unknown: "A second officer may have to approve it: its amount, its currency or the beneficiary's country is not known."
  false: "The policy on large payments asks for no second officer here."
# Worked cases, run by `screening rules test`: both sides of every limit and date, each answer. `screening rules mutate` says what they leave open.
examples:
  - {name: "Exactly the limit, on the first day", given: {beneficiary_country: AE, currency: USD, amount: "50000", trade_date: 2021-01-01}, as_of: 2021-01-01, expect: true}
  - {name: "The day before", given: {beneficiary_country: AE, currency: USD, amount: "50000", trade_date: 2020-12-31}, as_of: 2020-12-31, expect: false}
  - {name: "A cent below the limit", given: {beneficiary_country: AE, currency: USD, amount: "49999.99", trade_date: 2021-07-01}, as_of: 2021-07-01, expect: false}
  - {name: "Another country", given: {beneficiary_country: SG, currency: USD, amount: "60000", trade_date: 2021-07-01}, as_of: 2021-07-01, expect: false}
  - {name: "Another currency", given: {beneficiary_country: AE, currency: EUR, amount: "60000", trade_date: 2021-07-01}, as_of: 2021-07-01, expect: false}
  - {name: "No amount", given: {beneficiary_country: AE, currency: USD, amount: null, trade_date: 2021-07-01}, as_of: 2021-07-01, expect: unknown, needs: [amount]}
  - {name: "No currency", given: {beneficiary_country: AE, currency: null, amount: "60000", trade_date: 2021-07-01}, as_of: 2021-07-01, expect: unknown, needs: [currency]}
  - {name: "No country", given: {beneficiary_country: null, currency: USD, amount: "60000", trade_date: 2021-07-01}, as_of: 2021-07-01, expect: unknown, needs: [beneficiary_country]}
"""


def house_rule(rule_id: str) -> str:
    """The text of a rule file with this id, which loads, passes its examples and has nothing for lint to say."""
    return _TEMPLATE.replace(f"id: {_ID}\n", f"id: {rule_id}\n", 1)


def rule_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file as people write it: one text may stand for a list of one, a plain integer for a text."""
    schema: dict[str, Any] = _as_written(Rule.model_json_schema(by_alias=True))
    expected = schema["$defs"]["Expected"]
    schema["$defs"]["Expected"] = {**expected, "enum": [*expected["enum"], True, False]}
    del schema["$defs"]["Expected"]["type"]
    given = schema["$defs"]["Example"]["properties"]["matches"]
    given["additionalProperties"] = {"anyOf": [{"$ref": "#/$defs/MatchGiven"}, {"$ref": "#/$defs/Strength"}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A rule of sanctions-screening",
    }


def _as_written(node: Any) -> Any:
    if isinstance(node, list):
        return [_as_written(each) for each in node]
    if not isinstance(node, dict):
        return node
    told = {key: _as_written(value) for key, value in node.items()}
    if told.get("type") == "string" and "enum" not in told and "const" not in told and "format" not in told:
        told["type"] = ["string", "integer"]
    if (
        told.get("type") == "array"
        and isinstance(told.get("items"), dict)
        and "string" in told["items"].get("type", ())
    ):
        described = {key: told.pop(key) for key in ("title", "description", "default") if key in told}
        return {**described, "anyOf": [told, told["items"]]}
    return told
