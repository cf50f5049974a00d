"""Severities as colour, word and symbol together, so that none of the three alone carries the meaning."""

from dataclasses import dataclass

from screening.model import Verdict

# Hues of Okabe and Ito (jfly.uni-koeln.de/color), told apart with any colour vision; text on fill has a contrast of at least 4.5 to 1.
INK = "#1B2A41"
PAPER = "#FFFFFF"
FAINT = "#5A6472"
RULE = "#D0D5DD"
TILE = "#F5F6FA"
BAND_FAINT = "#D5DCE8"
FILL_IN = "#FFE08A"
FILL_IN_EMPTY = "#FFF6D6"
DIFFERENT = "#B5310B"
DONE = "#8FD3BD"


@dataclass(frozen=True, slots=True)
class Mark:
    """A severity: `symbol` and `word` are what is read, `edge`, `fill` and `ink` how they are drawn; `rank` sorts, gravest first."""

    rank: int
    symbol: str
    word: str
    edge: str
    fill: str
    ink: str

    @property
    def label(self) -> str:
        return f"{self.symbol} {self.word}"


def _vermillion(rank: int, symbol: str, word: str) -> Mark:
    return Mark(rank, symbol, word, "#D55E00", "#FADBC8", "#7F3300")


STOP = _vermillion(0, "■", "STOP")
REVIEW = Mark(1, "▲", "REVIEW", "#E69F00", "#FFE8B8", "#5F4200")
NOTE = Mark(2, "●", "NOTE", "#56B4E9", "#D9EDF9", "#0B4266")
CONTRADICTED = Mark(3, "○", "CONTRADICTED", "#999999", "#EDEFF2", "#3D4652")
DISMISSED = Mark(4, "◇", "DISMISSED EARLIER", "#D3D7DD", "#EDEFF2", "#3D4652")
CLEAR = Mark(4, "✓", "CLEAR", "#009E73", "#D0EBE0", "#004D38")
UNSCREENED = Mark(5, "✕", "NOT SCREENED", "#CC79A7", "#F5DEEB", "#6E2650")
SKIPPED = Mark(6, "–", "SKIPPED", "#999999", "#EDEFF2", "#3D4652")

PRIORITIES = (STOP, REVIEW, NOTE, CONTRADICTED, DISMISSED)
VERDICTS = {
    Verdict.BLOCKED: _vermillion(0, "■", "BLOCKED"),
    Verdict.PROHIBITED: _vermillion(1, "◆", "PROHIBITED"),
    Verdict.REVIEW: REVIEW,
    Verdict.CLEAR: CLEAR,
    Verdict.NOT_SCREENED: UNSCREENED,
}
MARKS = (*VERDICTS.values(), STOP, NOTE, CONTRADICTED, DISMISSED, SKIPPED)
