"""From what was typed to what is asked, alone and after other questions."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from retrieval.answer import Turn
from retrieval.understand import Reader
from tests.retrieval.invented import AS_OF


@pytest.fixture(scope="module")
def read(desk):
    reader = Reader(desk.assistant.library.plans(), lambda text: text)

    def question(text, *earlier, as_of=AS_OF, plan=None):
        return reader.read(text, [Turn(one) for one in earlier], as_of=as_of, plan=plan)

    return question


_text = st.text(max_size=60) | st.sampled_from(["còn Sở Y tế?", "ở Gia Lai thì sao?", "khi nào?", "Ai ký 35/KH-UBND?"])
