"""A task sent is a task done, by a real worker over a real broker."""

from __future__ import annotations

from celery import current_app


def test_the_worker_answers(worker: None) -> None:
    assert current_app.control.ping(timeout=5)
