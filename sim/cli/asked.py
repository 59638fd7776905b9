"""What a run was asked for: read off a command line, or taken from its folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.texts import Language

__all__ = ["Asked", "folder_name"]

LONGEST_NAME = 120


@dataclass(frozen=True)
class Asked:
    """Every option of ``sim run`` that bears on what comes of it.

    Attributes
    ----------
    settings : dict of str to str
        Values set from outside, as written.
    policy, without, follow, discount_rates : tuple of str
        As written.
    horizon : str or None
        As written.
    pictures : str
        Which set of them, one of `sim.study.pictures.SETS`.
    """

    members: int
    seed: int
    policy: tuple[str, ...]
    settings: Mapping[str, str]
    without: tuple[str, ...]
    central: bool
    horizon: str | None
    lang: Language
    table: str
    pictures: str
    jobs: int | None
    engine: str
    dask: str | None
    follow: tuple[str, ...]
    keep_paths: int
    discount_rates: tuple[str, ...]
    as_json: bool
    quiet: bool

    @property
    def hushed(self) -> bool:
        """Whether nothing is said but what was asked for."""
        return self.quiet or self.as_json

    def folder(self, scenario: str) -> Path:
        """Name a folder for it."""
        return Path("runs") / folder_name(
            scenario,
            f"n{self.members}",
            f"seed{self.seed}",
            *self.policy,
            *(f"{name}={value}" for name, value in self.settings.items()),
            *(f"without-{name}" for name in self.without),
            *(["central"] if self.central else []),
            *([self.horizon] if self.horizon else []),
            *([self.lang] if self.lang != "en" else []),
        )

    def record(self, scenario: Scenario) -> dict[str, Any]:
        """Give it as a record, with the text of every file of the scenario."""
        return {
            "asked": asdict(self),
            "scenario": [{"file": x.file, "text": x.text} for x in scenario.files],
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Asked:
        """Read what `record` gave."""
        asked = dict(record["asked"])
        for name in ("policy", "without", "follow", "discount_rates"):
            asked[name] = tuple(asked[name])
        return cls(**{field.name: asked[field.name] for field in fields(cls)})


def folder_name(*parts: str) -> str:
    """Name a folder by what shaped a run, in letters that any system takes.

    Examples
    --------
    >>> folder_name("hello", "n50", "seed1", "pace=0.1 per month")
    'hello-n50-seed1-pace=0.1_per_month'
    """
    text = "-".join(re.sub(r"[^\w.=-]+", "_", part).strip("_.") for part in parts)
    if len(text) <= LONGEST_NAME:
        return text
    return f"{text[:LONGEST_NAME]}-{sha256(text.encode()).hexdigest()[:8]}"
