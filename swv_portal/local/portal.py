"""The portal's own processes: web server, worker and timetable."""

from __future__ import annotations

import secrets
import subprocess

from .checks import PYTHON
from .children import Child, DidNotStart, dies_with_us
from .console import step
from .place import ROOT
from .ports import HOST, answers_with
from .services import Services


def run_command(services: Services, *arguments: str) -> str:
    """Run a command of manage.py to its end; its output. Raises DidNotStart when it fails."""
    done = subprocess.run(
        [PYTHON, "manage.py", *arguments],
        cwd=ROOT,
        env=services.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=dies_with_us(),
    )
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).splitlines()[-20:])
        raise DidNotStart(f"manage.py {' '.join(arguments)} lukte niet:\n{told}")
    return done.stdout


def start_portal(services: Services, *, port: int) -> None:
    """Start worker, timetable and web server, and wait until each really is ready."""
    with step("Worker starten (Celery)"):
        worker = _celery(services, "worker", "--concurrency", "2", "--without-gossip")
        beat = _celery(services, "beat", "--schedule", str(services.place.data / "beat-schedule"), "--pidfile=")
        services.children.wait_until(worker, lambda: worker.says(" ready."))
        services.children.wait_until(beat, lambda: beat.says("beat: Starting"))
    with step(f"Webserver starten op poort {port}"):
        token = secrets.token_urlsafe(16)
        web = _web(services, port=port, token=token)
        services.children.wait_until(web, lambda: answers_with(token, port=port))


def _celery(services: Services, part: str, *options: str) -> Child:
    command = [PYTHON, "-m", "celery", "-A", "swv_portal.celery", part, "--loglevel", "INFO", *options]
    return services.children.start(part, command, environment=services.environment, folder=ROOT, whole_group=True)


def _web(services: Services, *, port: int, token: str) -> Child:
    command = [PYTHON, "-m", "granian", "swv_portal.wsgi:application", "--interface", "wsgi"]
    command += ["--host", HOST, "--port", str(port), "--workers", "1", "--blocking-threads", "4", "--access-log"]
    environment = {**services.environment, "SWV_START_TOKEN": token}
    return services.children.start("web", command, environment=environment, folder=ROOT)
