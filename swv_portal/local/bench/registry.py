"""All benchmarks, in the order of the table."""

from __future__ import annotations

from . import Benchmark
from .letter import measure_letter
from .rules import measure_rules

BENCHMARKS = (
    Benchmark(name="rules", measure=measure_rules),
    Benchmark(name="letter", measure=measure_letter, needs_demo_data=True),
)
