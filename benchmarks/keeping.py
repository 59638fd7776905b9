"""Parts that are measured are kept, and all of them together make one table."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from parts import PARTS
from targets import targets

HERE = Path(__file__).parent
RESULTS = HERE / "results"
UNFINISHED = RESULTS / "unfinished"


def code() -> str:
    """Give a digest of what is measured and of what measures it."""
    total = hashlib.sha256()
    for room in ("sim", "scenarios", "benchmarks"):
        for file in sorted((HERE.parent / room).rglob("*")):
            if file.suffix in {".py", ".yaml", ".mjs", ".js"}:
                total.update(f"{file.relative_to(HERE.parent).as_posix()}\n".encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:16]


def machine() -> dict[str, str]:
    """Say on what it was measured."""
    processor = platform.processor() or platform.machine()
    with_name = Path("/proc/cpuinfo")
    if with_name.exists():
        for line in with_name.read_text().splitlines():
            if line.startswith("model name"):
                processor = line.partition(":")[2].strip()
                break
    told = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "processor": processor,
        "cores": str(os.cpu_count()),
        "system": platform.system(),
        "python": platform.python_version(),
    }
    for library in ("numpy", "simpy", "numba", "ema_workbench"):
        if find_spec(library):
            told[library] = version(library)
    return told


def state() -> dict[str, str]:
    """Say how busy the machine is, and whether we go before others."""
    told = {"at": dt.datetime.now(dt.UTC).strftime("%H:%M")}
    if hasattr(os, "getloadavg"):
        told["load"] = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    first = {getattr(os, name, -1) for name in ("SCHED_RR", "SCHED_FIFO")}
    if hasattr(os, "sched_getscheduler") and os.sched_getscheduler(0) in first:
        told["priority"] = "before all others"
    return told


def kept(folder: Path, name: str, now: str) -> dict[str, Any] | None:
    """Give a part that has been measured with this very code, if there is one."""
    file = folder / f"{name}.json"
    if not file.exists():
        return None
    part: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return part if part["code"] == now else None


def whole(parts: dict[str, dict[str, Any]], *, quick: bool = False) -> str:
    """Put parts together as one table; a trial is held against nothing."""
    lines = ["# Benchmarks", ""]
    lines += [f"- {key}: {value}" for key, value in machine().items()]
    data = {name: part["data"] for name, part in parts.items()}
    lines += ["", *([] if quick else targets(data))]
    for name, part in parts.items():
        told = ", ".join(f"{key} {value}" for key, value in part["state"].items())
        lines += [f"## {PARTS[name].title}", "", *part["lines"]]
        lines += [f"Measured {told}, in {part['seconds']:.0f} s.", ""]
    return "\n".join(lines)


def keep(text: str, parts: dict[str, dict[str, Any]]) -> Path:
    """Keep the table under its date, and the figures as data."""
    told = machine()
    data = {"machine": told, "parts": {name: p["data"] for name, p in parts.items()}}
    file = RESULTS / f"{told['date']}.md"
    file.write_text(text, "utf-8")
    file.with_suffix(".json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    for name in parts:
        (UNFINISHED / f"{name}.json").unlink()
    UNFINISHED.rmdir()
    return file
