"""The manifest of a run: what anyone needs to get the same bytes again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.report.footer import footer_line
from sim.report.members import Column
from sim.results import Ensemble, ValueColumn, receipt_lines
from sim.scenario import Scenario

__all__ = ["LIBRARIES", "digest", "manifest_of", "options_of", "versions"]

LIBRARIES = ("numpy", "simpy", "matplotlib", "pyyaml", "pydantic")
RECEIPTS = 20


def manifest_of(
    scenario: Scenario,
    ensemble: Ensemble,
    *,
    columns: tuple[Column | ValueColumn, ...] = (),
    files: Mapping[str, bytes | Path],
    known: Mapping[str, str] | None = None,
    options: Mapping[str, Any],
    times: Mapping[str, Any],
    sim_version: str,
) -> dict[str, Any]:
    """Give the manifest of a run.

    Parameters
    ----------
    columns : tuple of Column or ValueColumn
        Of the table of members, if there is one: their units and what they mean.
    files : mapping from str to bytes or Path
        The other files of the folder, for their digests.
    known : mapping from str to str, optional
        Digests that are at hand already.
    options : mapping
        What was asked for besides what `options_of` finds in the model: the language,
        the form of the table and the like.
    times : mapping
        When it ran and for how long: all that differs between two equal runs.
    sim_version : str
        Of this package.
    """
    receipts = ensemble.receipts
    return {
        "about": footer_line(scenario, "en"),
        "scenario": {
            "name": scenario.name,
            "file": scenario.file,
            "sha256": scenario.texts_sha256,
            "text": scenario.text,
            "extends": [
                {"file": base.file, "sha256": base.sha256, "text": base.text}
                for base in scenario.files[1:]
            ],
        },
        "options": options_of(scenario, ensemble) | dict(options),
        "versions": versions(sim_version),
        "receipts": {
            "all": digest(receipt_lines(receipts)),
            "members": {
                str(member): receipt
                for member, receipt in zip(
                    ensemble.members[:RECEIPTS].tolist(),
                    receipts[:RECEIPTS],
                    strict=True,
                )
            },
        },
        "failures": [
            {"member": failure.member, "why": failure.message}
            for failure in ensemble.failures
        ],
        "columns": [
            {"name": column.name, "meaning": column.meaning, "unit": column.unit}
            for column in columns
        ],
        "files": {
            name: (known or {}).get(name) or digest(files[name])
            for name in sorted(files)
        },
        "times": dict(times),
    }


def options_of(scenario: Scenario, ensemble: Ensemble) -> dict[str, Any]:
    """Give every option that shaped the result, as the model has it."""
    model = ensemble.model
    return {
        "members": len(ensemble) + len(ensemble.failures),
        "first_member": min(
            [*ensemble.members[:1].tolist(), *(x.member for x in ensemble.failures)],
            default=0,
        ),
        "seed": ensemble.seed,
        # One policy, always in force, by its name; else a list, as in the file's plan.
        "policies": {
            ladder: [policy.name for policy in policies]
            if len(policies) > 1 or policies[0].when is not None
            else policies[0].name
            for ladder, policies in model.plans.items()
        },
        "settings": {name: str(text) for name, text in scenario.settings.items()},
        "without": list(model.without),
        "central": model.central,
        "horizon_days": model.horizon,
    }


def versions(sim_version: str) -> dict[str, str]:
    """Give the versions of all that had a hand in the numbers or the pictures."""
    found = {"sim": sim_version, "python": platform.python_version()}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:  # pragma: no cover - they are all required
            continue
    return found


def digest(content: bytes | Path) -> str:
    """Give the SHA-256 of some bytes, or of a file, in hexadecimal digits."""
    if isinstance(content, Path):
        with content.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(content).hexdigest()
