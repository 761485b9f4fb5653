from __future__ import annotations

import os
import subprocess
import sys

import pytest

import beatbook
from beatbook.site import cli
from beatbook.site.data_directory import CHECKOUT
from tests.site.somebody import Somebody

WORDS = [command.word for command in cli.COMMANDS]


def typed(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "beatbook.site.cli", *words],
        cwd=CHECKOUT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_help_lists_every_command_with_a_summary_and_an_example():
    said = typed("--help")
    assert said.returncode == 0
    for command in cli.COMMANDS:
        assert command.summary in " ".join(said.stdout.split())
    assert "Example:\n  beatbook run\n" in said.stdout


def test_a_reader_who_has_read_enough_is_no_trouble():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        said = subprocess.run(
            [sys.executable, "-m", "beatbook.site.cli", "--help"],
            cwd=CHECKOUT, env=os.environ | {"PYTHONUNBUFFERED": ""}, stdout=pipe,
            stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert (said.returncode, said.stderr) == (cli.NOBODY_READS, "")


@pytest.mark.parametrize("word", WORDS)
def test_every_command_explains_itself_with_an_example(word: str):
    said = typed(word, "--help")
    assert said.returncode == 0
    assert said.stderr == ""
    assert f"beatbook {word}" in said.stdout.partition("Example:\n")[2]


@pytest.mark.parametrize(
    "words", [(), ("no-such-command",), ("run", "--no-such-option"), ("run", "--port", "many")]
)
def test_wrong_use_is_exit_code_2_and_says_how_it_goes(words: tuple[str, ...]):
    said = typed(*words)
    assert said.returncode == 2
    assert said.stderr.startswith("usage: beatbook")


def test_a_wrong_port_in_the_environment_is_wrong_use_too():
    said = typed("run", PORT="eighty")
    assert said.returncode == 2
    assert said.stderr.endswith("a port is a number from 1 to 65535, not 'eighty'\n")


def test_the_version_is_told():
    said = typed("--version")
    assert (said.returncode, said.stdout) == (0, f"beatbook {beatbook.__version__}\n")


def test_a_machine_that_is_not_fit_is_exit_code_1_and_one_sentence(somebody: Somebody):
    said = somebody.runs(
        "from beatbook.site import cli\nraise SystemExit(cli.main(['run']))",
        BEATBOOK_DATA="/usr/lib/beatbook-data",
    )
    assert said.returncode == 1
    assert said.stderr == (
        "beatbook: The data directory /usr/lib/beatbook-data cannot be written to "
        "(permission denied). Make it writable for this user, or set BEATBOOK_DATA to a "
        "directory that is.\n"
    )
