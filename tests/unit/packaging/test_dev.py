import base64
import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from devtools import checkout, checks, citeproc, commands, environment, locking, qtlibs


def tarball_with(folder: Path, name: str, content: bytes) -> Path:
    file = folder / "package.tgz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return file


def test_extract_takes_only_the_engine(tmp_path: Path) -> None:
    tarball = tarball_with(tmp_path, "package/citeproc_commonjs.js", b"/* licence */")

    file = citeproc.extract(tarball, tmp_path)

    assert file.read_bytes() == b"/* licence */"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".part") == []


def test_extract_tells_of_a_package_without_the_engine(tmp_path: Path) -> None:
    tarball = tarball_with(tmp_path, "package/other.js", b"")

    with pytest.raises(citeproc.CannotFetchError, match="has no citeproc"):
        citeproc.extract(tarball, tmp_path)


def test_integrity_accepts_the_right_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"content")
    digest = base64.b64encode(hashlib.sha512(b"content").digest()).decode()

    citeproc.check_integrity(file, f"sha512-{digest}")


def test_integrity_refuses_any_other_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"content")

    with pytest.raises(citeproc.CannotFetchError, match="sha512"):
        citeproc.check_integrity(file, citeproc.INTEGRITY)


def test_missing_libraries_are_those_that_do_not_load() -> None:
    def load(name: str) -> None:
        if name == "libabsent.so.1":
            raise OSError(name)

    assert qtlibs.missing_libraries(["libhere.so.1", "libabsent.so.1"], load) == ["libabsent.so.1"]


def test_advice_is_a_line_that_can_be_run() -> None:
    command = qtlibs.advice(["libegl1", "libgl1"]).splitlines()[-1].strip()

    assert command == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"


def test_another_lock_or_place_means_another_set_up() -> None:
    first = environment.fingerprint(b"lock", Path("/a"))

    assert first == environment.fingerprint(b"lock", Path("/a"))
    assert first != environment.fingerprint(b"other lock", Path("/a"))
    assert first != environment.fingerprint(b"lock", Path("/b"))


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_has_display(variables: dict[str, str], platform: str, expected: bool) -> None:
    assert commands.has_display(variables, platform) is expected


def test_the_check_has_its_steps_in_order() -> None:
    steps = checks.steps(Path("bin/python"), ["-k", "x"])

    assert list(steps) == ["format", "lint", "types", "layers", "tests"]
    assert steps["tests"][-2:] == ["-k", "x"]


def test_requirements_hold_what_is_needed_to_run_and_to_work_on_it() -> None:
    pyproject = '[project]\ndependencies = ["a>=1"]\n[dependency-groups]\ndev = ["b"]\n'

    assert locking.requirements(pyproject) == ["a>=1", "b", "colorama"]


def test_a_tidy_lock_has_pins_and_hashes_only() -> None:
    lock = (
        "# a comment\n--extra-index-url x\n\ncolorama==0.4.6 \\\n    --hash=sha256:aa\n"
        "rich==15.0.0 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    )

    assert locking.tidy(lock) == (
        'colorama==0.4.6 ; sys_platform == "win32" \\\n    --hash=sha256:aa\n'
        "rich==15.0.0 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    )


@pytest.mark.parametrize("lock", [checkout.LOCK, checkout.NPM_LOCK], ids=lambda lock: lock.name)
def test_the_locks_name_no_host_and_no_path(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()[1:]

    assert lines
    assert [line for line in lines if "/" in line or line.startswith("-")] == []


def test_every_direct_requirement_is_in_the_lock() -> None:
    pyproject = (checkout.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = {locking.project_name(text) for text in locking.requirements(pyproject)}
    lock = checkout.LOCK.read_text(encoding="utf-8").splitlines()

    assert names - {locking.project_name(line) for line in lock} == set()


def test_an_unknown_command_is_wrong_usage() -> None:
    script = checkout.ROOT / "packaging" / "dev.py"

    done = subprocess.run(
        [sys.executable, str(script), "dance"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "no command 'dance'" in done.stderr
