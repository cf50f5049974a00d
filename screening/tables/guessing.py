"""Which of the old code pages a text was written in, by the letters that the languages of each use: a score a page, and what else it could be."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

_WORD = re.compile(r"[^\W\d_]+")
# Distinct words settle it long before this many.
_MOST_WORDS = 4_000
# Marks that stand between words in any of the pages.
_MARKS = frozenset("«»–—’‘“”„№€£°§…·²³\xa0\u3000、。・，（）：；“”「」¿¡ªº")
# A page that says another thing than the best one and scores within this of it is as good an answer.
AS_GOOD = 0.05
_STRAY = -1.0
_UNSPEAKABLE = 0.4
# Forms that a letter has at the end of a word and nowhere else, in Hebrew and Greek.
_FINAL = frozenset("םןךףץς")
_VOWELS = frozenset("аеёиоуыэюяіїєαεηιουωάέήίόύώϊϋ")

# The letters beyond ASCII of each language, the most frequent first.
_LATIN: Mapping[str, tuple[str, ...]] = {
    "cp1252": ("äüöß", "éèàêçôîâûùëïœæ", "óíáéñúü", "ãçáéóíõêâúàô", "àèìòùé", "öäåøæé", "áíóéþðúöýæ", "éëïöüóè", "çàéèíòóúï", "öäõüšž"),
    "iso8859-15": ("äüöß", "éèàêçôîâûùëïœæ", "óíáéñúü", "ãçáéóíõêâúàô", "öäåøæé", "öäõüšž"),
    "cp1250": ("łóążęśćńź", "íáéřěšůčžýúňďťó", "áíéčžýšúľťňôäĺŕď", "éáóöőíüűú", "ăţşîâșț", "čšžćđ", "äüöß"),
    "cp1254": ("ışüğöçâîû",),
    "cp1257": ("ėšųžįąčūę", "āīšēņžūļģčķ", "öäõüšž"),
}  # fmt: skip
_CYRILLIC = ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "оаинветрсідлкупмзьяйбгхчцюїєжшщфґ", "аоеинтрсвлкдпмзбугъчщцйхжшюяьф", "аоиенрстдвујкмпзлгбшчцжћхђњљфџ")  # fmt: skip
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "cp1251": _CYRILLIC,
    "koi8-r": _CYRILLIC[:1],
    "cp866": _CYRILLIC[:1],
    "cp1253": ("αοιτεσνηυρπκμλςωδγίάχόήθέφβώύξζψϊϋ",),
    "cp1255": ("יוהלארתבשמנםדקעחפטגצכזסןךףץ",),
    "cp1256": ("اليمونرتبةعدسهكفقحجأخشطصضزثءغئىؤذظإآپچگ",),
}
# What names of persons, firms and banks are made of, beyond what any text is.
_FREQUENT: Mapping[str, frozenset[str]] = {
    "gb18030": frozenset(
        "中国人民银行公司有限股份集团科技投资发展建设工程贸易实业工业收付款账号名称金额日期币种用途摘要项目合同京上海广州深圳市省国际北南东西"
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
        "小明伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚文华玉红建志春"
    ),
    "big5": frozenset(
        "中國人民銀行公司有限股份集團科技投資發展建設工程貿易實業工業收付款帳號名稱金額日期幣種用途摘要項目臺灣北南東西市省國際"
        "王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董程曹袁鄧許沈曾彭呂蘇盧蔣蔡葉余潘杜戴夏鍾田任姜方石姚譚廖鄒熊陸白康毛邱秦江"
        "小明偉芳娜秀英敏靜麗強軍勇艷杰娟濤超平文華玉紅建志春水玲"
    ),
    "shift_jis": frozenset(
        "田中山本川村木林佐藤鈴高橋渡辺伊加吉小松井上下野原崎島岡長谷清水池石前後福西東北南近青三菱住友一二郎太子美花株式会社銀行受取人名送金目的支店口座番号国日本京大阪工業商事"
    ),
    "cp949": frozenset(
        "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지영수현미경은행식회사인취금명계좌국기업삼자대동부산울제철용호상원준희선연"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A code page, the words beyond ASCII that it reads first, and how well they fit it: about 1 is a text, below 0 is none."""

    name: str
    words: tuple[str, ...]
    score: float
    letters: int = 0

    def is_rivalled_by(self, other: "Guess") -> bool:
        """Is the other as good an answer? Of a few letters more so than of many."""
        return other.score >= self.score - AS_GOOD - 0.5 / max(self.letters, 1)


def guesses(sample: bytes) -> list[Guess]:
    """The pages that `sample` can be read in, the best first; of pages that read the same, the first in order of how common they are."""
    found: dict[str, Guess] = {}
    for name in PAGES:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        counts = Counter(word for word in _WORD.findall(text) if not word.isascii())
        words = dict(counts.most_common(_MOST_WORDS))
        letters = sum(len(word) * count for word, count in words.items())
        guess = Guess(name, tuple(words)[:3], _score(name, text, words), letters)
        if text not in found or guess.score > found[text].score + AS_GOOD:
            found[text] = guess
    return sorted(found.values(), key=lambda guess: -guess.score)


def _score(name: str, text: str, words: Mapping[str, int]) -> float:
    beyond = sum(1 for char in text if char > "\x7f")
    # What is neither a letter nor a mark stands in no text: control characters, frames, fractions.
    odd = sum(1 for char in text if char > "\x7f" and not char.isalpha() and char not in _MARKS)
    if not words:
        return _STRAY if odd else 1.0
    total = sum(words.values())
    fits = sum(_fit(name)(word) * count for word, count in words.items()) / total
    return fits + 0.5 * _as_one_language(name, words) - 2.0 * odd / beyond - _RARITY[name]


@cache
def _fit(name: str) -> Callable[[str], float]:
    if name in _LATIN:
        languages = [_weights(each, 0.7) for each in _LATIN[name]]
        return lambda word: _latin_fit(word, languages)
    if name in _SCRIPTS:
        languages = [_weights(each, 0.0) for each in _SCRIPTS[name]]
        return lambda word: _script_fit(word, languages)
    return _EASTERN[name]


@cache
def _weights(alphabet: str, rarest: float) -> dict[str, float]:
    """1 for the most frequent letter of a language, evenly down to nearly `rarest` for its rarest."""
    return {letter: 1.0 - (1.0 - rarest) * rank / len(alphabet) for rank, letter in enumerate(alphabet)}


def _latin_fit(word: str, languages: Iterable[Mapping[str, float]]) -> float:
    foreign = [char for char in _lower(word) if not char.isascii()]
    # Words are mostly plain letters; another script read as Latin is accents from end to end.
    if len(foreign) > max(1.0, 0.45 * len(word)):
        return _STRAY
    return max(_mean(foreign, weights) for weights in languages) + _case(word)


def _lower(word: str) -> str:
    # The capital of Turkish dotted i falls into two characters, neither of which is a letter of it.
    return word.lower().replace("i\u0307", "ı")


def _script_fit(word: str, languages: Iterable[Mapping[str, float]]) -> float:
    if any(char.isascii() for char in word):
        return _STRAY
    low = _lower(word)
    if any(char in _FINAL for char in low[:-1]):
        return _STRAY
    ends = 0.3 if low[-1] in _FINAL else 0.0
    best = max(_mean(low, weights) for weights in languages)
    return best + ends + _case(word) - _UNSPEAKABLE * _is_unspeakable(low)


def _is_unspeakable(word: str) -> bool:
    """Of a script that writes its vowels: a longer word with hardly any, or with hardly anything else."""
    if len(word) < 4 or not "\u0370" <= word[0] <= "\u04ff":
        return False
    return not 0.2 <= sum(1 for char in word if char in _VOWELS) / len(word) <= 0.7


def _mean(letters: Iterable[str], weights: Mapping[str, float]) -> float:
    found = [weights.get(letter, _STRAY) for letter in letters]
    return sum(found) / max(len(found), 1)


def _as_one_language(name: str, words: Mapping[str, int]) -> float:
    """The share of the letters that the best single language has: a file is mostly written in one."""
    letters: Counter[str] = Counter()
    for word, count in words.items():
        for char in _lower(word):
            if not char.isascii():
                letters[char] += count
    total = max(sum(letters.values()), 1)
    alphabets = _LATIN.get(name) or _SCRIPTS.get(name) or (_FREQUENT[name],)
    return max(
        sum(count for char, count in letters.items() if char in alphabet) / total for alphabet in alphabets
    )


def _case(word: str) -> float:
    return 0.0 if word.islower() or word.isupper() or word == word.capitalize() or word.istitle() else -1.0


def _eastern(name: str, common: range, syllables: tuple[str, str] = ("", "")) -> Callable[[str], float]:
    """The fit of words in a page of two-byte characters: `common` are the first bytes of everyday ones, `syllables` the reach of a syllabary."""
    first, last = syllables

    def weight(char: str) -> float:
        code = char.encode(name, "replace")
        if char.isascii():
            return 0.0
        if first <= char <= last:
            return 0.9
        if len(code) == 1:
            return 0.7
        if len(code) > 2:
            return _STRAY
        # The second half of each row is the standard's own; before it stand what a vendor added.
        if name in _UPPER_HALF and code[1] < 0xA1:
            return -0.2
        return 0.85 if code[0] in common else 0.3

    return lambda word: sum(map(weight, word)) / len(word)


_UPPER_HALF = frozenset({"gb18030", "cp949"})
_EASTERN: Mapping[str, Callable[[str], float]] = {
    # The first levels of the national standards: GB 2312, Big5 and JIS X 0208 order their everyday characters before the rare ones.
    "gb18030": _eastern("gb18030", range(0xB0, 0xD8)),
    "big5": _eastern("big5", range(0xA4, 0xC7)),
    "shift_jis": _eastern("shift_jis", range(0x88, 0x99), ("\u3040", "\u30ff")),
    "cp949": _eastern("cp949", range(0xB0, 0xC9)),
}  # fmt: skip

# How much rarer than the first the files of a page are: it decides where the letters alone do not.
_RARITY: Mapping[str, float] = {
    "cp1252": 0.0, "cp1251": 0.0, "cp1250": 0.06, "cp1254": 0.06, "gb18030": 0.0, "shift_jis": 0.04, "big5": 0.06, "cp949": 0.04, "koi8-r": 0.06, "cp866": 0.08,
    "iso8859-15": 0.08, "cp1253": 0.08, "cp1255": 0.08, "cp1256": 0.08, "cp1257": 0.15,
}  # fmt: skip
PAGES = tuple(_RARITY)
