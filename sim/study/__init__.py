"""What a notebook holds: a scenario loaded, run, stepped through, weighed and drawn.

`study` is the scenario itself, `run` many members of it, `step` one. `claims`,
`compare`, `differences`, `twins`, `paths` and `hindcast` are what may be asked of them,
gathered in `meaning`; `exact` asks without sampling. `views` and `pictures` show
themselves in a notebook, `saved` opens a folder, `trying` runs the expectations that a
scenario states.
"""

from sim.study.durations import days_of
from sim.study.run import Run
from sim.study.saved import open_run
from sim.study.step import Step
from sim.study.study import Study, load

__all__ = ["Run", "Step", "Study", "days_of", "load", "open_run"]
