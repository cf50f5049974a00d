"""string_grouper: cosine of 3-gram TF-IDF, the best listed name of each query, one process."""

import pandas as pd
from exchange import Listed, Search, main
from string_grouper import compute_pairwise_similarities, match_strings

_LOWEST = 0.3


def index(known: Listed) -> Search:
    # The package weighs and multiplies in one call: its whole time counts as search.
    names = pd.Series([name for _, name in known])
    entities = [entity for entity, _ in known]

    def search(queries):
        found = match_strings(
            names,
            pd.Series(list(queries)),
            max_n_matches=1_000_000,
            min_similarity=_LOWEST,
            number_of_processes=1,
            ignore_index=False,
        )
        best = [("", 0.0)] * len(queries)
        places = zip(found["left_index"], found["right_index"], found["similarity"], strict=True)
        for row, query, score in places:
            if score > best[query][1]:
                best[query] = (entities[row], float(score))
        return best

    return search


def pairs(given):
    rows = list(given)
    first, second = (pd.Series([row[each] for row in rows]) for each in ("name1", "name2"))
    return [float(score) for score in compute_pairwise_similarities(first, second)]


if __name__ == "__main__":
    main(index, pairs)
