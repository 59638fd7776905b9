"""Many members of a model, in chunks: here, in other processes, or on a cluster.

Whatever the number of jobs and the size of a chunk, the numbers are the same to the
last bit: a member's luck has an address, and chunks are put together in order.
`planning` cuts members into chunks, `workers` run one, `running` is the loop; `chunks`
keeps finished ones on disk, and `cluster` makes an executor of a Dask cluster.
"""

from sim.jobs.chunks import ChunkFiles
from sim.jobs.cluster import cluster_executor
from sim.jobs.planning import Chunk, plan_chunks
from sim.jobs.running import DEFAULT_MEMBERS, Progress, run_ensemble
from sim.jobs.workers import spawned

__all__ = [
    "DEFAULT_MEMBERS",
    "Chunk",
    "ChunkFiles",
    "Progress",
    "cluster_executor",
    "plan_chunks",
    "run_ensemble",
    "spawned",
]
