"""OpenSanctions' logic-v2 (nomenklatura): each pair scored by the default configuration; it has no index of its own for a list.

`search` takes for each query the candidates that stand in QUERIES.csv (entities, separated by spaces), since every pair of a list would
take hours; the caller says how they were chosen.
"""

import json
import sys
import time
from itertools import count

from exchange import _write, rows
from followthemoney import model
from nomenklatura.matching import get_algorithm

_SCHEMATA = {"person": "Person", "organization": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
_ALGORITHM = get_algorithm("logic-v2")
_CONFIG = _ALGORITHM.default_config()
_NUMBERS = count()


def _proxy(kind, names):
    # The package remembers the names of an entity by its id.
    key = f"entity-{next(_NUMBERS)}"
    schema = _SCHEMATA.get(kind, "LegalEntity")
    return model.get_proxy({"id": key, "schema": schema, "properties": {"name": list(names)}})


def _score(ours, theirs):
    return float(_ALGORITHM.compare(ours, theirs, _CONFIG).score)


def _pairs(given, out):
    scores = [
        [_score(_proxy(row["kind"], [row["name1"]]), _proxy(row["kind"], [row["name2"]]))]
        for row in rows(given)
    ]
    _write(out, ("score",), scores)
    print(json.dumps({"pairs": len(scores)}))


def _search(names, queries, out):
    spelled, kinds = {}, {}
    for row in rows(names):
        spelled.setdefault(row["entity"], []).append(row["name"])
        kinds[row["entity"]] = row["kind"]
    asked = rows(queries)
    for row in asked[:20]:  # the first names load the package's word lists
        _score(_proxy(row["kind"], [row["name"]]), _proxy(row["kind"], ["Warm Up"]))
    proxies = {
        entity: _proxy(kinds[entity], spelled[entity])
        for row in asked
        for entity in row["candidates"].split()
    }
    began, clock, compared, best = time.process_time(), time.perf_counter(), 0, []
    for row in asked:
        query, chosen = _proxy(row["kind"], [row["name"]]), ("", 0.0)
        for entity in row["candidates"].split():
            compared += 1
            score = _score(query, proxies[entity])
            if score > chosen[1]:
                chosen = (entity, score)
        best.append(chosen)
    seconds, passed = time.process_time() - began, time.perf_counter() - clock
    _write(out, ("entity", "score"), best)
    print(
        json.dumps(
            {
                "names": len(spelled),
                "queries": len(asked),
                "seconds": seconds,
                "clock_seconds": passed,
                "index_seconds": 0.0,
                "compared": compared,
            }
        )
    )


if __name__ == "__main__":
    _pairs(*sys.argv[2:]) if sys.argv[1] == "pairs" else _search(*sys.argv[2:])
