"""Vietnamese prompt templates: one Markdown file each, checked when rendered, versioned by their content."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_RULE = "\n---\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template whose `{{ variables }}` are exactly the ones its caller fills.

    What stands above the first line `---` are the rules for the model, what stands below is the data.
    """

    name: str
    template: str

    @property
    def variables(self) -> frozenset[str]:
        """The names between double braces."""
        return frozenset(_VARIABLE.findall(self.template))

    @property
    def version(self) -> str:
        """A short content hash: the same text is the same version on every machine."""
        return hashlib.sha256(self.template.encode()).hexdigest()[:8]

    @property
    def label(self) -> str:
        """What an answer records about its prompt: name@version."""
        return f"{self.name}@{self.version}"

    def render(self, **values: str) -> tuple[str, str]:
        """Return the rules and the data; raise `ValueError` unless `values` are exactly the variables.

        Braces and rules inside a value stay as they are: a value is never read as template.
        """
        if values.keys() != self.variables:
            raise ValueError(f"{self.name}: cần {sorted(self.variables)}, nhận {sorted(values)}")
        rules, _, data = self.template.partition(_RULE)
        return self._fill(rules, values), self._fill(data, values)

    @staticmethod
    def _fill(template: str, values: dict[str, str]) -> str:
        return _VARIABLE.sub(lambda match: values[match[1]], template).strip()


@cache
def load(name: str) -> Prompt:
    """Return the prompt kept in `<name>.md`; raise `FileNotFoundError` when there is none."""
    return Prompt(name, files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8"))
