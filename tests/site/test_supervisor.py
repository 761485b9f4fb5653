"""The supervisor with children that are real processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from beatbook.site import processes, supervisor
from beatbook.site.supervisor import Child, Stopped, Supervisor
from beatbook.site.trouble import Trouble

LASTING = "import time; time.sleep(600)"
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(flush=True)
time.sleep(600)
"""
PATIENCE_S = 20.0


class Diary:
    """What the supervisor reported, and when."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def keeper(tmp_path: Path, diary: Diary) -> Iterator[Supervisor]:
    made = Supervisor(diary, tmp_path / "children", first_pause_s=0.1, longest_pause_s=0.4)
    yield made
    made.stop()


def child(folder: Path, name: str, program: str, **options: object) -> Child:
    log = folder / f"{name}.log"

    def spawn() -> supervisor.Process:
        with log.open("ab") as file:
            return processes.spawn(
                [sys.executable, "-c", program],
                environment=dict(os.environ),
                log=file,
                dies_by=signal.SIGTERM,
            )

    return Child(name, spawn, log, **options)


def watch_until(keeper: Supervisor, *, lines: int, diary: Diary) -> None:
    """Watch until the diary has that many lines."""
    deadline = time.monotonic() + PATIENCE_S

    class Enough(Exception):
        pass

    def report(line: str) -> None:
        diary(line)
        if len(diary.lines) >= lines or time.monotonic() > deadline:
            raise Enough

    keeper.report = report
    with pytest.raises(Enough):
        keeper.watch()


Children = Callable[[], list[psutil.Process]]


@pytest.fixture
def ours() -> Children:
    """Asks which children were started since the test began, and theirs.

    Another test's browser is a child too and starts processes when it likes: not ours.
    """
    before = set(psutil.Process().children())

    def started() -> list[psutil.Process]:
        new = [child for child in psutil.Process().children() if child not in before]
        return [p for child in new for p in (child, *child.children(recursive=True))]

    return started


def test_what_dies_is_started_again_with_a_growing_pause(
    keeper: Supervisor, diary: Diary, tmp_path: Path
):
    keeper.start(child(tmp_path, "web", "import time; time.sleep(0.3); raise SystemExit(3)"))
    watch_until(keeper, lines=5, diary=diary)
    log = tmp_path / "web.log"
    assert diary.lines == [
        f"The web ended (exit code 3); starting it again in {pause} s. Its log is {log}"
        for pause in ("0.1", "0.2", "0.4", "0.4", "0.4")
    ]


def test_the_pause_is_short_again_after_a_steady_while(
    keeper: Supervisor, diary: Diary, tmp_path: Path
):
    keeper.steady_s = 0.2
    keeper.start(child(tmp_path, "web", "import time; time.sleep(0.5)"))
    watch_until(keeper, lines=3, diary=diary)
    assert ["again in 0.1 s" in line for line in diary.lines] == [True, True, True]


def test_a_killed_child_is_reaped_and_comes_back(
    keeper: Supervisor, diary: Diary, ours: Children, tmp_path: Path
):
    keeper.start(child(tmp_path, "worker", LASTING))
    (first,) = ours()
    first.kill()
    watch_until(keeper, lines=1, diary=diary)
    assert "The worker ended (SIGKILL)" in diary.lines[0]
    assert not psutil.pid_exists(first.pid)


def test_a_child_that_cannot_be_started_again_is_tried_later(
    keeper: Supervisor, diary: Diary, tmp_path: Path
):
    brief = child(tmp_path, "web", "import time; time.sleep(0.3)")
    spawned = []

    def spawn_once() -> supervisor.Process:
        if spawned:
            raise Trouble("The disk is full.", "Make room.")
        spawned.append(True)
        return brief.spawn()

    keeper.start(Child("web", spawn_once, brief.log))
    watch_until(keeper, lines=3, diary=diary)
    assert ["The disk is full. Make room." in line for line in diary.lines] == [False, True, True]


def test_a_child_that_ends_at_once_is_trouble_with_its_last_words(
    keeper: Supervisor, tmp_path: Path
):
    (tmp_path / "web.log").write_text("FATAL: from yesterday\n")
    with pytest.raises(Trouble) as trouble:
        keeper.start(
            child(tmp_path, "web", "raise SystemExit('no such setting')", ready=lambda: False)
        )
    assert str(trouble.value) == (
        f"The web ended at once (exit code 1: no such setting). Its log is {tmp_path / 'web.log'}."
    )


def test_a_child_that_never_gets_ready_is_trouble(keeper: Supervisor, tmp_path: Path):
    slow = child(tmp_path, "web", LASTING, ready=lambda: False, ready_s=0.2)
    with pytest.raises(Trouble, match="The web did not become ready"):
        keeper.start(slow)


def test_children_are_stopped_in_the_reverse_order_and_all_are_reaped(
    keeper: Supervisor, ours: Children, tmp_path: Path
):
    note = (
        "import signal, sys, time, pathlib\n"
        "def end(*_):\n"
        "    with open({path!r}, 'a') as f: f.write({name!r} + ' ')\n"
        "    sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "print('ready', flush=True)\n"
        "time.sleep(600)\n"
    )
    for name in ("database", "web", "worker"):
        program = note.format(path=str(tmp_path / "order"), name=name)
        log = tmp_path / f"{name}.log"
        keeper.start(child(tmp_path, name, program, ready=lambda log=log: log.read_text() != ""))
    keeper.stop()
    assert (tmp_path / "order").read_text() == "worker web database "
    assert ours() == []


def test_a_child_that_does_not_listen_is_killed_with_what_it_started(
    keeper: Supervisor, ours: Children, tmp_path: Path
):
    grandchild = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}])"
    program = grandchild + STUBBORN
    log = tmp_path / "web.log"
    keeper.start(
        child(tmp_path, "web", program, stop_s=0.3, ready=lambda: log.read_text() == "\n\n")
    )
    family = ours()
    assert len(family) == 2
    keeper.stop()
    assert processes.wait_until(
        lambda: not any(processes.is_running(p.pid) for p in family), seconds=PATIENCE_S
    )


def test_the_kernel_ends_the_children_of_a_killed_parent(tmp_path: Path):
    program = (
        "import os, signal, sys\n"
        "from beatbook.site import processes\n"
        f"command = [sys.executable, '-c', {LASTING!r}]\n"
        "child = processes.spawn(command, environment=dict(os.environ),\n"
        "                        log=open(os.devnull, 'ab'), dies_by=signal.SIGTERM)\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    log = tmp_path / "parent.log"
    with log.open("ab") as file:
        parent = processes.spawn(
            [sys.executable, "-c", program], environment=dict(os.environ), log=file, dies_by=None
        )
    parent.wait(PATIENCE_S)
    orphan = int(log.read_text())
    assert processes.wait_until(lambda: not processes.is_running(orphan), seconds=PATIENCE_S)


def test_children_that_survived_their_supervisor_are_ended_by_the_next(
    keeper: Supervisor, ours: Children, tmp_path: Path
):
    keeper.start(child(tmp_path, "web", LASTING))
    (survivor,) = ours()
    supervisor.end_orphans(keeper.roster)
    assert not processes.is_running(survivor.pid)
    assert not keeper.roster.exists()


def test_a_process_that_only_has_the_number_of_an_old_child_is_left_alone(tmp_path: Path):
    roster = tmp_path / "children"
    roster.write_text(f"{os.getpid()} 1.5\n4194304 2.5\n")
    supervisor.end_orphans(roster)
    assert not roster.exists()


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_is_heard_once_and_the_handlers_come_back(signum: signal.Signals):
    before = signal.getsignal(signum)
    with supervisor.until_told():
        with pytest.raises(Stopped):
            os.kill(os.getpid(), signum)
        os.kill(os.getpid(), signum)
    assert signal.getsignal(signum) == before
