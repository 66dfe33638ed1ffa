"""Which words can be Vietnamese syllables, by how the language spells: onset, rhyme and tone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSET = "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|t[hr]?|v|x)?"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh
oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơng ơp ơt u ua uâc uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt
yêu ych yn ynh yp yt yu
"""
_SHAPE: Final = re.compile(f"{_ONSET}(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})")
_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_VOWELS: Final = "aeiouyâêôăơư"
_STOPPED: Final = re.compile(r"(?:ch|[cpt])$")


def toned(plain: str, tone: str) -> str:
    """Put a combining `tone` on the vowel of `plain` that carries it, the old way: "hòa", "thúy", "được"."""
    start = 2 if plain.startswith(("qu", "gi")) and plain[2:3] and plain[2] in _VOWELS else 0
    places = [i for i, letter in enumerate(plain) if letter in _VOWELS and i >= start]
    if not tone or not places:
        return plain
    marked = [i for i in places if plain[i] in "âêôăơư"]
    last = places[-1] if plain[-1] not in _VOWELS else places[len(places) // 2 if len(places) > 2 else 0]
    at = marked[-1] if marked else last
    return unicodedata.normalize("NFC", plain[: at + 1] + tone + plain[at + 1 :])


def parts(word: str) -> tuple[str, str]:
    """Return `word` without its tone, and the tone as a combining sign or nothing."""
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _TONES.sub("", decomposed)), "".join(_TONES.findall(decomposed))


@lru_cache(maxsize=16384)
def well_formed(word: str) -> bool:
    """Say whether `word`, in lower case, is spelled as Vietnamese syllables are: "sứa" is, "đươc" and "sky" are not.

    A syllable that ends in a stop has one of two tones, so that a stopped syllable without any lacks its mark.
    """
    plain, tone = parts(word)
    if len(tone) > 1 or not _SHAPE.fullmatch(plain) or toned(plain, tone) != word:
        return False
    return not _STOPPED.search(plain) or tone in {"\u0301", "\u0323"}


@lru_cache(maxsize=16384)
def marks(word: str) -> frozenset[tuple[int, str]]:
    """Return the marks of `word`, each with its place among the letters."""
    found, at = set(), -1
    for sign in unicodedata.normalize("NFD", word.replace("đ", "d\u0336")):
        if unicodedata.combining(sign):
            found.add((0 if _TONES.match(sign) else at, sign))
        else:
            at += 1
    return frozenset(found)
