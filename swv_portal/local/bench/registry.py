"""All benchmarks, in the order of the table."""

from __future__ import annotations

from . import Benchmark
from .audit import measure_audit
from .inbox import measure_inbox
from .letter import measure_letter
from .rules import measure_rules

BENCHMARKS = (
    Benchmark(name="rules", measure=measure_rules),
    Benchmark(name="inbox", measure=measure_inbox, needs_demo_data=True),
    Benchmark(name="letter", measure=measure_letter, needs_demo_data=True),
    Benchmark(name="audit", measure=measure_audit, needs_demo_data=True),
)
