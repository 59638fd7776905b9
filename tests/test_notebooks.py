"""Execute the notebooks as they are stored; a warning in one is an error."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

root = Path(__file__).parents[1]
notebooks = sorted((root / "notebooks").glob("*.ipynb"))
LONG = {"03_more_to_lose", "04_what_if_seoul"}
"""Notebooks that run many futures of a large scenario: a minute or more each."""

each_notebook = pytest.mark.parametrize("path", notebooks, ids=lambda path: path.stem)
each_run = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=[pytest.mark.slow] * (path.stem in LONG))
        for path in notebooks
    ],
)


def test_there_are_notebooks() -> None:
    assert [path.name for path in notebooks][:1] == ["01_one_future.ipynb"]


@each_notebook
def test_it_is_stored_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count] == []


@each_run
def test_it_runs_and_shows_something(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
    monkeypatch.setenv("PYTHONPATH", here)
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = nbformat.read(path, as_version=4)
    strict = new_code_cell("import warnings; warnings.simplefilter('error')")
    notebook.cells.insert(0, strict)
    client = NotebookClient(
        notebook,
        timeout=290,  # a whole notebook is to take less than five minutes
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()
    code = [cell for cell in notebook.cells[1:] if cell.cell_type == "code"]
    assert [cell.id for cell in code if not cell.outputs] == []
    shown = [output for cell in code for output in cell.outputs]
    assert not [output for output in shown if output.get("name") == "stderr"]
    pictures = [
        out.data["image/png"] for out in shown if "image/png" in out.get("data", {})
    ]
    assert pictures
    assert 'alt="' in next(
        out.data["text/html"] for out in shown if "image/png" in out.get("data", {})
    )
