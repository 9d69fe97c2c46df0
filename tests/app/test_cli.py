"""The command line: a probe that trains on a running server, and mistakes that are told."""

import re

import pytest

from app.cli import main
from app.main import check_uvicorn
from tests.serving import Server, free_port


def test_the_probe_prints_falling_losses(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["probe", "--url", server.url, "--steps", "1500"]) == 0
    printed = capsys.readouterr().out
    losses = [float(loss) for loss in re.findall(r"train loss (\S+)", printed)]
    assert losses[-1] < losses[0] / 2
    assert "step    1,500" in printed
    assert printed.endswith("finished: until\n")


def test_the_probe_says_what_the_server_refuses(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["probe", "--url", server.url, "--dataset", "circel"]) == 1
    assert "did you mean 'circle'" in capsys.readouterr().err


def test_the_probe_says_that_nobody_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "--url", f"http://127.0.0.1:{free_port()}"]) == 1
    assert "does not answer" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told_before_anything_starts(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--port", server.url.rpartition(":")[2]]) == 1
    printed = capsys.readouterr()
    assert "cannot be used: Address already in use" in printed.err
    assert printed.out == ""


def test_a_setting_out_of_range_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "99999"]) == 2
    assert "port must be at most 65535; got 99999" in capsys.readouterr().err


def test_an_unknown_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sevre"])
    assert "serve" in capsys.readouterr().err


def test_an_old_uvicorn_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"at least 0\.54; got 0\.51\.0"):
        check_uvicorn("0.51.0")
    check_uvicorn("1.0.0")
