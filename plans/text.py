"""Vietnamese text: forms for comparing, syllables, sentences. Pure functions, never used to rewrite a source."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()

_WORD = re.compile(r"[^\W_]+")
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_DASHES = (("–", "-"), ("—", "-"), ("‑", "-"), ("−", "-"), ("\u00a0", " "), ("\u200b", ""), ("\ufeff", ""))
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|TX|TT|PGS|TS|ThS|GS|BS|Đ/c|đ/c|v\.v|T/M|K/T|[A-ZĐ])$")
_NUMBERING = re.compile(r"(?:\d{1,2}|[IVX]+|[a-zđ])(?:\.\d+)*")
_STOP = re.compile(  # the sign itself comes first: what stands at no sign is passed over at once
    r"[.…;!?\n](?:(?:(?<=\.)\.{0,2}|(?<=[…;!?]))(?=[”»\"’)]*(?:\s|$))[”»\"’)]*|(?<=\n)(?:\s*\n|(?=\s*(?:[-+•*]\s|\|))))"
)


def _composed(letters: str) -> dict[str, str]:
    """Return new placement → old placement of every tone on a pair such as "oa": "oà" → "òa"."""
    first, second = letters[0], letters[1]
    pairs = ((f"{first}{second}{mark}", f"{first}{mark}{second}") for mark in _MARKS)
    return {unicodedata.normalize("NFC", new): unicodedata.normalize("NFC", old) for new, old in pairs}


# Hóa/hoá and thủy/thuỷ are one syllable in two spellings; after q the "u" is a glide and the mark stays (quý).
_OLD_PLACEMENT = {new: old for letters in ("oa", "oe", "uy") for new, old in _composed(letters).items()}
# The pairs stand first, so that a text is searched for their letters and not tried at each of its places.
_NEW_PLACED = re.compile(rf"(?:{'|'.join(_OLD_PLACEMENT)})(?<!q..)(?![^\W\d_])", re.DOTALL)
_PLAIN = {
    ord(letter): "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    for letter in LOWER
    if letter != "-"
} | {ord("đ"): "d"}

_STILL_MARKED = re.compile(r"[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")


def nfc(text: str) -> str:
    """Return `text` with composed letters, so that equal-looking words are equal."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` in lower case without tone or vowel marks: "Sở Y tế" → "so y te". Length may change."""
    plain = text.lower().translate(_PLAIN)
    if not _STILL_MARKED.search(plain):
        return plain
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def uniform(text: str) -> str:
    """Return `text` for comparison: NFC, lower case, one kind of dash, tone marks placed the old way."""
    for other, mark in _DASHES:  # one after the other costs a fortieth of a table of characters
        text = text.replace(other, mark)
    plain = unicodedata.normalize("NFC", text.lower())
    return plain if plain.isascii() else _NEW_PLACED.sub(lambda found: _OLD_PLACEMENT[found[0]], plain)


def syllables(text: str) -> list[str]:
    """Return the words of `text` in their uniform form; digits stay with letters ("21", "4071", "hđnd")."""
    return _WORD.findall(uniform(text))


def same(left: str, right: str) -> bool:
    """Say whether two texts have the same words, whatever the case, dashes and tone placement."""
    return syllables(left) == syllables(right)


def has_marks(word: str) -> bool:
    """Say whether `word` carries any Vietnamese mark."""
    return fold(word) != word.lower()


def squeeze(text: str) -> str:
    """Return `text` on one line: emphasis marks dropped, runs of blanks made one."""
    return " ".join(text.replace("**", "").replace("*", "").split())


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Return half-open ranges of the sentences and list clauses of `text`, shifted by `start`, blanks trimmed.

    A semicolon ends a unit, as plans join independent clauses with it; an abbreviation or a list number does not.
    """
    return [(begin + start, end + start) for begin, end in _sentences(text)]


@lru_cache(maxsize=2048)  # the facts of one section are found one kind after the other, each sentence by sentence
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    begin, found = 0, []
    for stop in _STOP.finditer(text):
        if stop[0] == "." and _goes_on(text, begin, stop.start()):
            continue
        found.append(_trimmed(text, begin, stop.end()))
        begin = stop.end()
    found.append(_trimmed(text, begin, len(text)))
    return tuple((begin, end) for begin, end in found if begin < end)


def _goes_on(text: str, begin: int, stop: int) -> bool:
    """Say whether the stop at `stop` closes an abbreviation or the number of a heading."""
    said = text[begin:stop].strip()
    return bool(_ABBREVIATED.search(said[-6:]) or _NUMBERING.fullmatch(said))


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, end
