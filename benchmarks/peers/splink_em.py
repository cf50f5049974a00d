"""splink: probabilistic linkage of queries to the list, blocked on words, weights estimated by EM without labels."""

import logging
import re

import pyarrow as pa
import splink.comparison_library as cl
from exchange import Listed, Search, main
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

_WORD = re.compile(r"[^\W_]+")
_LOWEST = 0.001


def _table(keys, names):
    words = [sorted(_WORD.findall(name.casefold())) or [""] for name in names]
    lengths = [sorted(each, key=len, reverse=True) for each in words]
    return pa.table(
        {
            "unique_id": list(keys),
            "name": [" ".join(each) for each in words],
            "first_word": [each[0] for each in words],
            "last_word": [each[-1] for each in words],
            "longest": [each[0] for each in lengths],
            "second": [each[1] if len(each) > 1 else "" for each in lengths],
        }
    )


def _settings():
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.92, 0.8]),
            cl.JaroWinklerAtThresholds("longest", [0.9]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("second", [0.9]).configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("longest"),
            block_on("second"),
            block_on("first_word", "substr(last_word, 1, 2)"),
            block_on("last_word", "substr(first_word, 1, 2)"),
            block_on("substr(longest, 1, 4)", "substr(second, 1, 2)"),
        ],
        retain_matching_columns=False,
    )


def index(known: Listed) -> Search:
    entities = [entity for entity, _ in known]

    def search(queries):
        api = DuckDBAPI()
        api._con.execute("set threads to 1") if hasattr(api, "_con") else None
        left = api.register(_table((f"l{n}" for n in range(len(known))), [name for _, name in known]))
        right = api.register(_table((f"q{n}" for n in range(len(queries))), queries))
        linker = Linker([left, right], _settings(), log_level=logging.ERROR)
        linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=7)
        for rule in (block_on("longest"), block_on("second")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        found = linker.inference.predict(threshold_match_probability=_LOWEST).as_record_list()
        best = [("", 0.0)] * len(queries)
        for row in found:
            pair = sorted((row["unique_id_l"], row["unique_id_r"]))
            place, query = int(pair[0][1:]), int(pair[1][1:])
            if row["match_weight"] + 100 > best[query][1]:
                best[query] = (entities[place], row["match_weight"] + 100)
        return best

    return search


if __name__ == "__main__":
    main(index)
