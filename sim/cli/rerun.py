"""``sim rerun``: repeat a run from its manifest, and compare every number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import Lang
from sim.cli.same_summary import SUMMARY, same_summary
from sim.cli.terminal import tell
from sim.errors import UsageError
from sim.texts import Language, Text

if TYPE_CHECKING:
    from sim.jobs import ChunkFiles
    from sim.results import Ensemble
    from sim.scenario import Scenario

__all__ = ["rerun"]

MANIFEST = "manifest.json"
LARGEST = 50_000_000  # bytes: a manifest holds texts of at most a few million
Kept = Annotated[
    Path,
    typer.Argument(
        metavar="MANIFEST", help="The manifest.json of a run, or its folder."
    ),
]
_RECEIPTS = Text(
    "receipts of {count} members: {verdict}", "구성원 {count}개의 영수증: {verdict}"
)
_FIRST = Text(
    "; the first that differs is member {member}", "; 처음 다른 구성원: {member}"
)
_FILE = Text("{name}: {verdict}", "{name}: {verdict}")
_SAME = Text("the same", "같음")
_DIFFER = Text("not the same", "다름")
_PICTURE = Text(
    "not the same bytes (another version of matplotlib may draw otherwise)",
    "바이트가 다름 (matplotlib 버전이 다르면 그림이 달라질 수 있음)",
)
_EDITED = Text(
    "{name} in the folder is not as it was written then",
    "폴더의 {name} 파일이 당시 저장된 것과 다름",
)
_VERSION = Text("{name}: {then} then, {now} now", "{name}: 당시 {then}, 지금 {now}")
_AGREE = Text("Every number agrees.", "모든 수치가 일치함.")
_AS_FAR = Text(
    "Every number that could be compared agrees.",
    "비교할 수 있는 모든 수치가 일치함.",
)
_DISAGREE = Text("Not every number agrees.", "일치하지 않는 수치가 있음.")


def rerun(manifest: Kept, lang: Lang = "en") -> int:
    """Repeat a run from its manifest, and compare every number."""
    from tempfile import TemporaryDirectory

    from sim.cli.version import version
    from sim.jobs import ChunkFiles
    from sim.report.manifest import digest, versions

    path = manifest / MANIFEST if manifest.is_dir() else manifest
    kept = _read(path)
    whole = True
    with TemporaryDirectory(prefix="sim-", ignore_cleanup_errors=True) as passing:
        chunks = ChunkFiles(Path(passing) / "chunks")
        scenario, ensemble = _repeated(kept, chunks, lang)
        agrees = _tell_receipts(kept, ensemble, lang)
        for name, found in _files(kept, scenario, ensemble, chunks).items():
            same = kept["files"][name] == digest(found)
            numbers = name.endswith((".json", ".csv", ".npz"))
            verdict = _SAME if same else _DIFFER if numbers else _PICTURE
            if name == SUMMARY and isinstance(found, bytes) and not same:
                told = same_summary(
                    found,
                    was=kept["files"][name],
                    beside=path.parent / name,
                    needs_scipy=_lacks_scipy(ensemble),
                )
                if told is not None:
                    same, verdict = True, told[1]
                    whole = whole and told[0]
            agrees = agrees and (same or not numbers)
            tell(_FILE.say(lang).format(name=name, verdict=verdict.say(lang)))
    for name, was in sorted(kept["files"].items()):
        beside = path.parent / name
        if beside.is_file() and digest(beside) != was:
            tell(_EDITED.say(lang).format(name=name))
    now = versions(version())
    for name, then in kept.get("versions", {}).items():
        if now.get(name, "–") != then:
            tell(
                _VERSION.say(lang).format(name=name, then=then, now=now.get(name, "–"))
            )
    said = _AGREE if agrees and whole else _AS_FAR if agrees else _DISAGREE
    tell(said.say(lang))
    return 0 if agrees else 1


def _read(path: Path) -> dict[str, Any]:
    """Read a manifest; say in our words what is wrong with it."""
    kept: dict[str, Any]
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{str(path)!r} is too large to be a manifest")
        kept = json.loads(path.read_bytes())
    except OSError as error:
        what = (error.strerror or "it cannot be read").lower()
        raise UsageError(f"cannot read {str(path)!r}: {what}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{str(path)!r} is not the manifest of a run") from None
    shape = {"scenario": dict, "options": dict, "receipts": dict, "files": dict}
    for key, kind in shape.items():
        if not isinstance(kept, dict) or not isinstance(kept.get(key), kind):
            raise UsageError(f"{str(path)!r} is not the manifest of a run: no {key!r}")
    try:
        _asked(kept)
    except (KeyError, TypeError, ValueError):
        raise UsageError(f"{str(path)!r} does not say how it was run") from None
    return kept


def _asked(kept: dict[str, Any]) -> dict[str, Any]:
    """Give what a manifest says of its run, each thing of its own kind."""
    options = kept["options"]
    first, count = int(options["first_member"]), int(options["members"])
    return {
        "text": str(kept["scenario"]["text"]),
        "file": str(kept["scenario"]["file"]),
        "bases": [
            (str(base["file"]), str(base["text"]))
            for base in kept["scenario"].get("extends", [])
        ],
        "settings": {str(k): str(v) for k, v in dict(options["settings"]).items()},
        "policies": dict(options["policies"]),
        "without": [str(name) for name in options["without"]],
        "central": bool(options["central"]),
        "horizon": float(options["horizon_days"]),
        "members": range(first, first + count),
        "seed": int(options["seed"]),
        "follow": [str(name) for name in options.get("follow", [])],
        "keep_paths": int(options.get("keep_paths", 0)),
        "rates": [str(rate) for rate in options.get("discount_rates", [])],
    }


def _repeated(
    kept: dict[str, Any], chunks: ChunkFiles, lang: Language
) -> tuple[Scenario, Ensemble]:
    from sim.cli.progress import progress_of
    from sim.jobs import run_ensemble
    from sim.loading import load_text
    from sim.model import compile_model
    from sim.scenario import FileText
    from sim.study.durations import rate_of

    asked = _asked(kept)
    scenario = load_text(
        asked["text"],
        file=asked["file"],
        settings=asked["settings"],
        bases=[FileText(file, text) for file, text in asked["bases"]],
    )
    model = compile_model(
        scenario,
        policies=_other_plans(scenario, asked["policies"]),
        without=[name for name in asked["without"] if name not in scenario.without],
        central=asked["central"],
        horizon=asked["horizon"],
        also_rates=[rate_of(rate) for rate in asked["rates"]],
    )
    with progress_of(scenario.name, language=lang) as progress:
        ensemble = run_ensemble(
            model,
            members=asked["members"],
            seed=asked["seed"],
            progress=progress,
            ladders=asked["follow"],
            paths=asked["keep_paths"],
            kept=chunks,
        )
    return scenario, ensemble


def _other_plans(scenario: Scenario, policies: dict[str, Any]) -> list[str]:
    """Name the policies that stood in place of the file's own plans.

    A name alone was in force always, whatever `when` the file's plan gives it.
    """
    own = {
        str(ladder): [(str(choice.policy), choice.when) for choice in choices]
        for ladder, choices in scenario.plans.items()
    }
    return [
        name
        for ladder, name in policies.items()
        if isinstance(name, str) and own.get(ladder) != [(name, None)]
    ]


def _lacks_scipy(ensemble: Ensemble) -> bool:
    """Tell if a run would have exact answers, were SciPy there."""
    from sim.exact import clocks_in_the_way, has_scipy

    return not has_scipy() and not clocks_in_the_way(ensemble.model)


def _tell_receipts(kept: dict[str, Any], ensemble: Ensemble, lang: Language) -> bool:
    from sim.report.manifest import digest
    from sim.results import receipt_lines

    receipts = ensemble.receipts
    same: bool = kept["receipts"].get("all") == digest(receipt_lines(receipts))
    line = _RECEIPTS.say(lang).format(
        count=f"{len(receipts):,}", verdict=(_SAME if same else _DIFFER).say(lang)
    )
    known = kept["receipts"].get("members", {})
    first = ensemble.members[: len(known)].tolist()
    unlike = [
        member
        for member, receipt in zip(first, receipts[: len(first)], strict=True)
        if known.get(str(member), receipt) != receipt
    ]
    if not same and unlike:
        line += _FIRST.say(lang).format(member=unlike[0])
    tell(line)
    return same


def _files(
    kept: dict[str, Any], scenario: Scenario, ensemble: Ensemble, chunks: ChunkFiles
) -> dict[str, bytes | Path]:
    """Make the files of the run again, those that the manifest knows."""
    from sim.cli.version import version
    from sim.report.folder import SPREADSHEET, TABLES, run_files
    from sim.study import Run
    from sim.study.pictures import SETS

    options = kept["options"]
    language: Language = "ko" if options.get("language") == "ko" else "en"
    table = options.get("table")
    done = Run(scenario, ensemble, language)
    which = options.get("pictures")
    pictures = done.picture_files(which if which in SETS else "none")
    made = run_files(
        scenario,
        ensemble,
        sim_version=version(),
        table=table if table in TABLES else "none",
        pictures=pictures,
        dependence=done.dependence,
        exact=done.exact_record,
        outcomes=done.outcome_summaries,
        claims=done.claim_results,
        ledgers=done.ledgers,
        large=chunks.archive if len(ensemble) > SPREADSHEET else None,
    )
    return {name: made[name] for name in kept["files"] if name in made}
