"""Where work is done: here, in order, or on the workers of a cluster. What comes out is the same."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from counterclaim.errors import Misuse

_Result = TypeVar("_Result")

_pool: ContextVar[Any] = ContextVar("pool", default=None)


def spread(function: Callable[..., _Result], calls: Sequence[tuple[Any, ...]], told: str | None = None) -> list[_Result]:
    """Call a function with each tuple of arguments; return the results in the order of the calls.

    Args:
        function: named in a module, so that it can be sent elsewhere.
        calls: the arguments of each call.
        told: what a progress bar counts; None for no bar.
    """
    pool = _pool.get()
    if pool is None or len(calls) < 2:
        if told is None:
            return [function(*arguments) for arguments in calls]
        from tqdm import tqdm  # noqa: PLC0415 - keeps short runs quick

        return [function(*arguments) for arguments in tqdm(calls, desc=told, disable=None)]
    from joblib import delayed  # noqa: PLC0415 - imports slowly

    results: list[_Result] = pool(delayed(function)(*arguments) for arguments in calls)
    return results


def width() -> int:
    """Return how many calls are worth handing out at once: one here, several for each worker of a cluster."""
    if _pool.get() is None:
        return 1
    from joblib import effective_n_jobs  # noqa: PLC0415 - imports slowly

    return 4 * int(effective_n_jobs(-1))


@contextmanager
def workers(backend: str, scheduler: str | None = None) -> Iterator[None]:
    """Have `spread` work on a backend while the context lasts.

    Args:
        backend: "local", here and in order; or "dask", on the workers of a scheduler, by joblib.
        scheduler: the address of the dask scheduler, such as tcp://127.0.0.1:8786. Its workers need this package and, under the
            same paths, the submissions and the data.

    Raises:
        Misuse: there is no scheduler at the address, none is named, or dask is not installed.
    """
    if backend == "local":
        yield
        return
    if scheduler is None:
        raise Misuse("expected --scheduler ADDRESS with --backend dask, found none; start one with `dask scheduler`")
    try:
        from dask.distributed import Client  # noqa: PLC0415 - an extra
        from joblib import Parallel, parallel_config  # noqa: PLC0415
    except ImportError:
        raise Misuse(
            "expected dask.distributed for --backend dask, found none; `pip install 'counterclaim[distributed]'`"
        ) from None
    try:
        client = Client(scheduler, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        raise Misuse(f"expected a dask scheduler at {scheduler}, found none ({error}); mend the address") from None
    with client, parallel_config(backend="dask"):
        token = _pool.set(Parallel())
        try:
            yield
        finally:
            _pool.reset(token)
