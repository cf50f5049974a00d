"""rapidfuzz as most screening scripts use it: `process.extract` over all listed names, one query after another, WRatio."""

from exchange import Best, Listed, Search, main
from rapidfuzz import fuzz, process, utils


def index(known: Listed) -> Search:
    names = [utils.default_process(name) for _, name in known]

    def one(query: str) -> Best:
        found = process.extract(utils.default_process(query), names, scorer=fuzz.WRatio, limit=5)
        return (known[found[0][2]][0], found[0][1]) if found else ("", 0.0)

    return lambda queries: [one(query) for query in queries]


def pairs(given):
    return [fuzz.WRatio(row["name1"], row["name2"], processor=utils.default_process) for row in given]


if __name__ == "__main__":
    main(index, pairs)
