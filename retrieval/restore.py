"""Vietnamese as people type it, made good: missing marks, slips, Telex and VNI keys, and the shorthand of chats.

A noisy channel: every word typed has candidates, each with the cost of having been typed so, and the likeliest path
through `Bigrams` wins. How readily marks are added depends on how many are missing: in a sentence typed with its
marks a word without any is most likely right. Words typed with right marks, numbers and abbreviations never change.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from plans.documents import kind_names
from plans.text import fold, has_marks, nfc, uniform
from retrieval import shorthand
from retrieval.bigrams import FIGURE, START, Bigrams, Row, shipped
from retrieval.candidates import SURE, Candidate, Habit, Speller, is_fixed
from retrieval.doubts import FREQUENT, Place, mended, seen
from retrieval.phrases import expected
from retrieval.shorthand import asked, pupils, scales
from retrieval.syllable import well_formed

OWN_WEIGHT: Final = 3  # the library's own words count three times: questions are about them
OWN_CHARACTERS: Final = 200_000  # enough to learn the names of a library, quick enough to count at start
VNI: Final = 0.2  # with fewer words in keys "quy2" is no "quỳ" but the second quarter
BLIND: Final = 0.05  # marks are left out at least so often by who types keys and sees no marks
MARKED: Final = 0.78  # the share of words that carry marks in Vietnamese prose
BEHIND: Final = 10.0  # how much less likely than the best a path may be; with 8, none of 2,590 texts changed
_TOKEN = re.compile(r"\b[^\W\d_]/[^\W\d_]\b|[^\W_]+~?")
_COUNTED = re.compile(r"\b(\d{1,2})(?=(?:th|thg)\b)")  # "6th" is six months
_NUMBER = re.compile(r"\S+@\S+|https?://\S+|\S*\d\S*[/\-]\S*[^\W\d_]\S*")
_HEADS = re.compile("sở|so|bộ|bo|phòng|phong|ban|cục|vụ|hội|hoi|ngành|nganh|khoa|tổ|đoàn|trường|khu|tỉnh|tp", re.I)
_FIGURE = re.compile(r"\s*\d")
_SCORE = attrgetter("score")
_STOP = re.compile(r"[.!?;:,()\"“”\n…]")


@dataclass(frozen=True)
class Restored:
    """A text made good, and the words that changed: as typed and as restored."""

    text: str
    changed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    typed: str
    word: str
    start: int
    end: int
    fixed: bool
    opens: bool
    named: bool


class _Path(NamedTuple):
    score: float
    last: str
    chosen: tuple[Candidate, ...]


def _tokens(text: str) -> list[_Token]:
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    loud = text.isupper()
    matches = list(_TOKEN.finditer(text))
    single = [len(match[0]) == 1 and match[0].isascii() for match in matches]
    scaled = scales([match[0].lower() for match in matches])
    found: list[_Token] = []
    end = 0
    for i, match in enumerate(matches):
        inside = any(start <= match.start() < stop for start, stop in numbers)
        listed = single[i] and any(single[max(i - 1, 0) : i] + single[i + 1 : i + 2])  # "điểm a, b, c"
        opens = not found or bool(_STOP.search(text, end, match.start()))
        short = match[0].isupper() and not loud and len(match[0]) > 1
        fixed = inside or listed or i in scaled or is_fixed(match[0], loud) or (short and _is_code(text, matches, i))
        named = match[0][0].isupper() and not loud and (fixed or not short)
        found.append(_Token(match[0], uniform(match[0]), match.start(), match.end(), fixed, opens, named))
        end = match.end()
    return found


def _is_code(text: str, matches: Sequence[re.Match[str]], at: int) -> bool:
    """Say whether capitals are part of a name or a number: "Sở XD, TC và NV", "KT-XH", "QL 1A"."""
    start, end = matches[at].span()
    joined = text[start - 1 : start] in tuple("-&/–") or text[end : end + 1] in tuple("-&/–.")
    if joined or _FIGURE.match(text, end):
        return True
    if not at:
        return False
    before = matches[at - 1]
    if _HEADS.fullmatch(before[0]):
        return True
    if before[0] == "và" and at > 1:
        return matches[at - 2][0].isupper() and _is_code(text, matches, at - 2)
    return before[0].isupper() and "," in text[before.end() : start] and _is_code(text, matches, at - 1)


def _cased(typed: str, word: str) -> str:
    if len(typed) > 1 and typed.isupper():
        return word if " " in word else word.upper()
    return word[0].upper() + word[1:] if typed[0].isupper() else word


def _counted(word: str) -> str:
    return word if word.isalpha() else FIGURE


def _sample(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts, each cut so that together they stay within what can be counted quickly."""
    total = sum(map(len, texts))
    share = min(1.0, OWN_CHARACTERS / total) if total else 1.0
    return (text[: round(len(text) * share)] for text in texts)


def _numbered(typed: str, options: list[Candidate], after: Sequence[_Token]) -> list[Candidate]:
    """Return the kinds of documents that shorthand before a number may mean ("cv 3356"), else all readings."""
    if not after or after[0].opens or not re.match(r"\d{2}", after[0].word) or typed not in shorthand.table():
        return options
    kinds = [option for option in options if " ".join(option.words).capitalize() in kind_names()]
    return kinds or options


def _opened(paths: Sequence[_Path]) -> list[_Path]:
    """Return where a clause begins: behind the best path, as nothing before it tells what follows."""
    best = max(paths, key=_SCORE)
    return [_Path(best.score, START, best.chosen)]


def _followed(paths: Sequence[_Path]) -> list[_Path]:
    """Return the paths that may still win."""
    least = max(path.score for path in paths) - BEHIND
    return [path for path in paths if path.score >= least]


@dataclass(frozen=True)
class Restorer:
    """Restores texts by the counts it was loaded with."""

    speller: Speller

    @classmethod
    def load(cls, extra: Iterable[str] = ()) -> Restorer:
        """Open the shipped counts and add those of `extra`, the texts people ask about."""
        return cls(Speller(Bigrams.join(shipped(), _sample(list(extra)), OWN_WEIGHT)))

    def restore(self, text: str) -> Restored:
        """Return `text` made good and what changed in it; composed letters, everything between words as typed."""
        text = _COUNTED.sub(r"\1 ", nfc(text))
        tokens = _tokens(text)
        habit = self._habit([token.word for token in tokens if not token.fixed])
        written, changed, last = [], [], 0
        for token, candidate in zip(tokens, self._best(tokens, habit), strict=True):
            restored = " ".join(candidate.words)
            if restored != token.word:
                restored = _cased(token.typed, restored)
                changed.append((token.typed, restored))
                written += [text[last : token.start], restored]
                last = token.end
        return Restored("".join(written) + text[last:], tuple(changed))

    def _habit(self, words: Sequence[str]) -> Habit:
        """Judge how a text was typed. Marks missing: near 1 with none typed, near 0 with most of them typed."""
        typed = sum(map(has_marks, words))
        keys = list(filter(self.speller.spells_keys, words))
        keys = keys if len(keys) >= typed else []
        typed += len(keys)  # keys are marks, only not yet drawn
        figures = sum(not word.isalpha() for word in keys)
        certain = sum(map(self.speller.lacks_marks, words))
        judged = max(sum(has_marks(word) or well_formed(word) for word in words), typed + certain)
        doubtful = max(0.0, MARKED * judged - typed - certain)
        surprise = doubtful / math.sqrt(judged * MARKED * (1 - MARKED)) if judged else 0.0
        trust = 1.0 if not typed else 0.6 if certain or surprise > 2.5 else 0.1 if surprise > 1.5 else 0.015
        missing = min(0.98, (certain + doubtful * trust + 0.002) / (MARKED * judged + 1.0))
        return Habit(
            max(missing, BLIND) if keys else missing,
            telex=len(keys) > figures,
            vni=figures > VNI * len(words),
            chatty=any(map(self.speller.is_shorthand, words)),
        )

    def _best(self, tokens: Sequence[_Token], habit: Habit) -> tuple[Candidate, ...]:
        paths = [_Path(0.0, START, ())]
        names = self._expected(tokens, habit)
        for i, token in enumerate(tokens):
            options = [Candidate((token.word,), 0.0)]
            if not token.fixed:
                options = self.speller.candidates(
                    token.word, habit, token.named, names.get(i, ""), token.typed.isupper()
                )
                options = _numbered(token.word, options, tokens[i + 1 : i + 2])
            paths = _opened(paths) if token.opens else paths
            rows = self.speller.bigrams.rows(path.last for path in paths)
            paths = _followed([self._extend(paths, rows, option) for option in options])
        chosen = max(paths, key=_SCORE).chosen
        return chosen if habit.missing >= SURE else tuple(self._doubted(tokens, chosen))

    def _expected(self, tokens: Sequence[_Token], habit: Habit) -> dict[int, str]:
        """Return the words that stand at some places for what surrounds them: of names, of asking how many."""
        words = [token.word for token in tokens]
        ends = [token.opens for token in tokens[1:]] + [True]
        names = expected(list(map(fold, words))) if habit.missing >= SURE else {}
        return names | asked(words, ends) | pupils(words)

    def _doubted(self, tokens: Sequence[_Token], chosen: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield the words chosen, those mended that were kept as typed but that their neighbours belie."""
        before = START
        for i, (token, candidate) in enumerate(zip(tokens, chosen, strict=True)):
            alone = i + 1 == len(tokens) or tokens[i + 1].opens
            after = "" if alone else _counted(chosen[i + 1].words[0])
            if not token.fixed:
                place = Place(START if token.opens else before, token.word, after, token.named)
                candidate = self._meant(place, candidate)
            before = _counted(candidate.words[-1])
            yield candidate

    def _meant(self, place: Place, chosen: Candidate) -> Candidate:
        """Return what is meant by a word kept as typed, or given a tone that its neighbours seldom stand beside."""
        kept, bigrams = chosen.words == (place.word,), self.speller.bigrams
        if not kept and (not well_formed(place.word) or seen(place, chosen.words[0], bigrams) >= FREQUENT):
            return chosen
        meant = mended(place, bigrams)
        return chosen if meant == place.word else Candidate((meant,), 0.0)

    def _extend(self, paths: Sequence[_Path], rows: Sequence[Row], option: Candidate) -> _Path:
        """Return the best path that goes on with `option`; `rows` is what was counted after the last of each."""
        first, bigrams = _counted(option.words[0]), self.speller.bigrams
        likely = bigrams.follows_each(rows, first)
        scores = [path.score + more for path, more in zip(paths, likely, strict=True)]
        score = max(scores)
        best, score = paths[scores.index(score)], score + option.cost
        for one, other in zip(option.words, option.words[1:], strict=False):
            score += bigrams.follows(one, other)
        return _Path(score, first if len(option.words) == 1 else option.words[-1], (*best.chosen, option))
