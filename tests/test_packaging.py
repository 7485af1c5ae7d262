"""What is installed is whole: the wheel holds everything that the program reads, and runs."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tui_reader import __version__

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tui_reader"


def run(*command: str | Path, cwd: Path, **environ: str | Path) -> str:
    """Run a program and return what it prints; it must succeed and complain of nothing."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=kept | {name: str(value) for name, value in environ.items()},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it with what is installed, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    run(*build, cwd=folder)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it in a folder of its own, beside what it stands on."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", "--no-index", "--target", folder, wheel, cwd=folder)
    return folder


def test_the_wheel_holds_every_file_of_the_package_the_manual_and_nothing_else(wheel: Path) -> None:
    kept = {
        str(file.relative_to(ROOT))
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    packed = {name for name in names if ".dist-info/" not in name}
    manual = {name for name in packed if name.endswith(".data/data/share/man/man1/tui-reader.1")}
    assert len(manual) == 1
    assert packed - manual == kept
    assert "tui_reader/py.typed" in packed
    assert any(name.startswith("tui_reader/store/migrations/0001") for name in packed)
    assert any(name.startswith("tui_reader/guide/posts/") for name in packed)


def test_the_wheel_names_its_command_its_licence_and_what_it_needs(wheel: Path) -> None:
    info = f"tui_reader-{__version__}.dist-info"
    with ZipFile(wheel) as archive:
        commands = archive.read(f"{info}/entry_points.txt").decode()
        facts = archive.read(f"{info}/METADATA").decode()
        assert f"{info}/licenses/LICENSE" in archive.namelist()
    assert "tui-reader = tui_reader.cli:main" in commands
    assert "Requires-Python: >=3.11" in facts
    assert "License-Expression: MIT" in facts


def test_an_installed_program_runs_from_its_own_files(installed: Path, tmp_path: Path) -> None:
    code = "import tui_reader; print(tui_reader.__file__)"
    file = run(sys.executable, "-c", code, cwd=tmp_path, PYTHONPATH=installed)
    assert Path(file.strip()).is_relative_to(installed)
    said = run(sys.executable, "-m", "tui_reader", "--version", cwd=tmp_path, PYTHONPATH=installed)
    assert said.startswith(f"tui-reader {__version__}\n")


def test_an_installed_command_makes_its_store(installed: Path, tmp_path: Path) -> None:
    command = installed / "bin/tui-reader"
    places = {"PYTHONPATH": installed, "TUI_READER_HOME": tmp_path / "home"}
    assert run(command, "blogs", "--json", cwd=tmp_path, **places).strip() == "[]"
    assert (tmp_path / "home/data/reader.db").is_file()


def test_an_installed_guide_has_its_posts(installed: Path, tmp_path: Path) -> None:
    code = "from tui_reader.guide import document; print(document().count(b'<entry>'))"
    posts = int(run(sys.executable, "-c", code, cwd=tmp_path, PYTHONPATH=installed))
    assert posts == len(list((PACKAGE / "guide/posts").iterdir()))
