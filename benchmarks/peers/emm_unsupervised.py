"""ING's Entity Matching Model without training: cosine of words and of 2-grams, ten candidates of each, best score of both."""

import pandas as pd
from emm import PandasEntityMatching
from exchange import Listed, Search, main

_LOWEST = 0.1


def _model():
    return PandasEntityMatching(
        {
            "name_only": True,
            "entity_id_col": "id",
            "name_col": "name",
            "supervised_on": False,
            "without_rank_features": True,
            "indexers": [
                {
                    "type": "cosine_similarity",
                    "tokenizer": "words",
                    "ngram": 1,
                    "num_candidates": 10,
                    "cos_sim_lower_bound": _LOWEST,
                },
                {
                    "type": "cosine_similarity",
                    "tokenizer": "characters",
                    "ngram": 2,
                    "num_candidates": 10,
                    "cos_sim_lower_bound": _LOWEST,
                },
            ],
        }
    )


def index(known: Listed) -> Search:
    entities = [entity for entity, _ in known]
    model = _model()
    model.fit(pd.DataFrame({"id": range(len(known)), "name": [name for _, name in known]}))

    def search(queries):
        found = model.transform(pd.DataFrame({"id": range(len(queries)), "name": list(queries)}))
        best = [("", 0.0)] * len(queries)
        columns = [column for column in found.columns if column.startswith("score_")]
        scores = found[columns].max(axis=1)
        for query, row, score in zip(found["uid"], found["gt_uid"], scores, strict=True):
            if pd.notna(row) and score > best[int(query)][1]:
                best[int(query)] = (entities[int(row)], float(score))
        return best

    return search


if __name__ == "__main__":
    main(index)
