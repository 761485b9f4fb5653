"""``beatbook run``: once as it is, then with stand-ins for the web server and the worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from beatbook.site import database, processes
from beatbook.site.cluster import Cluster
from beatbook.site.data_directory import DataDirectory

PATIENCE_S = 180.0
PROGRAM = """
import os
from beatbook.site import cli, startup
from beatbook.site.startup import Part

serve = ("-m", "http.server", "--bind", "127.0.0.1", os.environ["PORT"])
startup.STEPS = ()
startup.PARTS = (
    Part("web server", "web", serve, listens=True),
    Part("worker", "worker", ("-c", "import time; time.sleep(600)")),
)
raise SystemExit(cli.main(["run"]))
"""
THE_PRODUCT = "from beatbook.site import cli; raise SystemExit(cli.main(['run']))"


@dataclass
class Run:
    """One ``beatbook run``, as in a terminal: a process group that Ctrl-C reaches as a whole."""

    process: subprocess.Popen[str]
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text()

    def is_ready(self) -> bool:
        return "Data is in" in self.said

    def children(self) -> dict[str, psutil.Process]:
        """The direct children by what they run: postgres, http.server, or the stand-in worker."""
        named = {}
        for child in psutil.Process(self.process.pid).children():
            words = child.cmdline()
            named[Path(words[0]).name if "postgres" in words[0] else words[2][:11]] = child
        return named

    def press_control_c(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE_S)


class Terminal:
    """Starts runs on one data directory and one port."""

    def __init__(self, data: DataDirectory, folder: Path, port: int) -> None:
        self.data, self.folder, self.port = data, folder, port
        self.runs: list[Run] = []

    def start(self, program: str = PROGRAM, **environment: str) -> Run:
        output = self.folder / f"output-{len(self.runs)}"
        surroundings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        with output.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-c", program],
                env=surroundings
                | {"BEATBOOK_DATA": str(self.data.path), "PORT": str(self.port)}
                | environment,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                text=True,
            )
        self.runs.append(Run(process, output))
        return self.runs[-1]

    def ready(self, program: str = PROGRAM, **environment: str) -> Run:
        run = self.start(program, **environment)
        ended = processes.wait_until(
            lambda: run.is_ready() or run.process.poll() is not None, seconds=PATIENCE_S
        )
        assert ended, run.said
        assert run.is_ready(), run.said
        return run

    def refused(self, program: str = PROGRAM, **environment: str) -> str:
        """The last line that a run says which does not come up."""
        run = self.start(program, **environment)
        assert run.process.wait(PATIENCE_S) == 1
        return run.said.splitlines()[-1]


@pytest.fixture
def terminal(data: DataDirectory, tmp_path: Path) -> Iterator[Terminal]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Terminal(data, tmp_path, port)
    yield made
    for run in made.runs:
        if run.process.poll() is None:
            run.process.kill()
            run.process.wait()


def gone(family: list[psutil.Process]) -> bool:
    return processes.wait_until(
        lambda: not any(processes.is_running(p.pid) for p in family), seconds=PATIENCE_S
    )


def test_a_new_installation_comes_up_whole_and_goes_down_whole(terminal: Terminal):
    run = terminal.ready(THE_PRODUCT)
    signing_in = urllib.request.urlopen(f"http://127.0.0.1:{terminal.port}/sign-in/")
    assert signing_in.status == 200
    assert processes.wait_until(
        lambda: "tess     Tess Ellis, dispatcher, Alder Bay Community Safety" in run.said,
        seconds=PATIENCE_S,
    )
    commands = {" ".join(p.cmdline()) for p in psutil.Process(run.process.pid).children()}
    (database,) = {command for command in commands if "bin/postgres -D " in command}
    assert {command.split(" -m ")[-1] for command in commands - {database}} == {
        "beatbook.site.serve",
        "beatbook.site.work",
        "beatbook simulate --for-ever",
    }
    family = psutil.Process(run.process.pid).children(recursive=True)
    assert run.press_control_c() == 0
    assert gone(family)


def test_control_c_leaves_nothing_behind(terminal: Terminal):
    run = terminal.ready()
    assert f"\n  http://127.0.0.1:{terminal.port}/\n" in run.said
    assert f"\n  Data is in {terminal.data.path}" in run.said
    family = psutil.Process(run.process.pid).children(recursive=True)
    assert set(run.children()) == {"postgres", "http.server", "import time"}
    assert urllib.request.urlopen(f"http://127.0.0.1:{terminal.port}/").status == 200
    assert run.press_control_c() == 0
    assert run.said.endswith("Stopping\n")
    assert gone(family)
    assert not (Cluster.of(terminal.data).directory / "postmaster.pid").exists()
    assert list(terminal.data.runtime.glob("children")) == []


def test_a_killed_run_leaves_nothing_behind_and_starts_again(terminal: Terminal):
    run = terminal.ready()
    family = psutil.Process(run.process.pid).children(recursive=True)
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.wait()
    again = terminal.ready()
    assert gone(family)
    assert again.press_control_c() == 0


def test_a_killed_database_comes_back_for_the_others(terminal: Terminal):
    run = terminal.ready()
    before = run.children()
    dsn = Cluster.of(terminal.data).admin_dsn
    busy = psycopg.connect(dsn)
    busy.pgconn.send_query(b"SELECT pg_sleep(60)")
    before["postgres"].kill()

    def answers() -> bool:
        try:
            psycopg.connect(dsn).close()
        except psycopg.OperationalError:
            return False
        return before["postgres"].pid != Cluster.of(terminal.data).serving()

    assert processes.wait_until(answers, seconds=PATIENCE_S), run.said
    busy.close()
    assert "The database ended (SIGKILL); starting it again in 0.5 s." in run.said
    after = run.children()
    assert after["http.server"] == before["http.server"]
    assert run.press_control_c() == 0


def test_a_taken_port_is_one_sentence_and_what_to_do(terminal: Terminal):
    with socket.socket() as other:
        other.bind(("127.0.0.1", terminal.port))
        other.listen()
        assert terminal.refused() == (
            f"beatbook: Port {terminal.port} is taken by another program. "
            f"Stop that program, or choose another port: PORT={terminal.port + 1} make run"
        )


def test_a_second_run_on_the_same_data_is_refused(terminal: Terminal):
    run = terminal.ready()
    assert terminal.refused() == (
        f"beatbook: Beatbook is already running on {terminal.data.path} "
        f"(process {run.process.pid}, http://127.0.0.1:{terminal.port}/). "
        "Stop it first, or set BEATBOOK_DATA to another directory."
    )
    assert run.press_control_c() == 0


def test_a_web_server_that_cannot_start_is_one_sentence_and_all_else_is_stopped(
    terminal: Terminal,
):
    assert terminal.refused(PROGRAM.replace("http.server", "no_such_server")) == (
        "beatbook: The web server ended at once (exit code 1: "
        f"{sys.executable}: No module named no_such_server). "
        f"Its log is {terminal.data.log('web-server')}."
    )
    assert Cluster.of(terminal.data).serving() is None


def test_a_server_of_ones_own_has_no_database_among_the_children(
    terminal: Terminal, started: database.Server
):
    run = terminal.ready(DATABASE_URL=started.admin_dsn)
    assert set(run.children()) == {"http.server", "import time"}
    password = started.data.secret("postgres")
    for child in run.children().values():
        assert password not in "".join(child.environ().values())
    assert run.press_control_c() == 0


def test_a_command_uses_the_database_that_the_run_keeps_up(terminal: Terminal):
    run = terminal.ready()
    pid = run.children()["postgres"].pid
    program = (
        "from beatbook.site import database\n"
        "from beatbook.site.data_directory import DataDirectory\n"
        "with database.ensure_running(DataDirectory.locate(), environment={}) as server:\n"
        "    print(server.cluster.serving())\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"BEATBOOK_DATA": str(terminal.data.path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert said.stdout == f"{pid}\n"
    assert run.children()["postgres"].pid == pid
    assert run.press_control_c() == 0
