"""Runs every measurement: each module of this folder that has a ``main``. ``make bench``."""

from importlib import import_module
from pkgutil import iter_modules

import bench
from bench.figures import machine


def main() -> None:
    """Run them one after the other, each under its name."""
    for name in sorted(module.name for module in iter_modules(bench.__path__)):
        measure = getattr(import_module(f"bench.{name}"), "main", None)
        if measure and name != "__main__":
            print(f"== bench.{name}: {machine()}", flush=True)
            measure()


if __name__ == "__main__":
    main()
