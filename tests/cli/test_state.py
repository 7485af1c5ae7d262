"""``backup`` and ``restore``, as scripts see them."""

from pathlib import Path

from tests.cli.conftest import Program


def test_a_backup_is_written_and_put_back(program: Program, home: Path, tmp_path: Path) -> None:
    list_, file = tmp_path / "urls", tmp_path / "all.zip"
    list_.write_text("https://a.test/feed ~Anna one\n", "utf-8")
    assert program("import", list_).status == 0
    made = program("backup", file)
    assert (made.status, made.out, made.err) == (0, f"Wrote {file}: 1 blog, 0 posts.\n", "")
    again = program("backup", file)
    assert (again.status, again.err) == (
        2,
        f"usage: {file} is there already; --force replaces it\n",
    )
    facts = program("backup", "--force", "--json", file).json
    assert facts.keys() == {"file", "bytes", "made", "blogs", "posts", "pictures", "config"}

    assert program("remove", "Anna", "--yes").status == 0
    asked = program("restore", file)
    assert (asked.status, asked.err) == (2, "usage: nobody is there to confirm; say --yes\n")
    assert program("blogs", "--json").json == []
    restored = program("restore", "--yes", file)
    assert restored.status == 0
    assert restored.out.startswith("Restored 1 blog, 0 posts, as of ")
    folder = home / "data" / "backups"
    assert restored.err.startswith(f"What was kept before is in {folder}/before-restore-")
    assert [blog["title"] for blog in program("blogs", "--json").json] == ["Anna"]


def test_what_is_no_backup_is_said(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_text("https://a.test/feed\n", "utf-8")
    ran = program("restore", "--yes", file)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"usage: {file} is no backup that `tui-reader backup` wrote\n"
    ran = program("backup", tmp_path / "new.zip")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("storage-readonly: there is no store at ")
