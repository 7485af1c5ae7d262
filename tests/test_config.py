import shutil
from pathlib import Path

import pytest

from tests.shared import HOSTILE, needs_hostile
from tui_reader.config import SETTINGS, Config, find_paths, load
from tui_reader.config.values import is_key
from tui_reader.errors import ConfigError


def written(home: Path, text: str) -> Config:
    (home / "config.toml").write_text(text, encoding="utf-8")
    return load(home, {})


def test_a_missing_file_means_defaults_and_nothing_is_made(tmp_path: Path) -> None:
    config = load(tmp_path / "none", {})
    assert config.problems == ()
    assert config == Config(config.paths)
    assert not (tmp_path / "none").exists()


def test_the_home_option_wins_over_the_variable_and_holds_everything(tmp_path: Path) -> None:
    environ = {"TUI_READER_HOME": str(tmp_path / "variable")}
    assert find_paths(None, environ).config_file == tmp_path / "variable" / "config.toml"
    paths = find_paths(tmp_path / "option", environ)
    everything = [
        paths.config_file, paths.data_dir, paths.cache_dir, paths.log_file,
        paths.store_file, paths.backup_dir,
    ]  # fmt: skip
    assert all(path.is_relative_to(tmp_path / "option") for path in everything)


def test_without_home_the_platforms_own_places_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert find_paths(None, {}).config_file == tmp_path / "tui-reader" / "config.toml"


def test_every_setting_is_taken_and_knows_its_line(tmp_path: Path) -> None:
    config = written(
        tmp_path,
        'theme = "nord"\nascii_signs = true\none_line_rows = true\narticle_width = 60\n'
        'mark_read = "end"\nfetch_on_start = false\nrefresh_minutes = 0\n'
        'pictures = "opened"\npicture_megabytes = 0\n'
        'browser = "firefox --new-tab %u"\ncontact = "https://me.example"\n'
        'user_agent = "mine/1"\n[keys]\nquit = "ctrl+q, q"\nhelp = ["?", ","]\n',
    )
    assert config.problems == ()
    assert (config.theme, config.article_width, config.refresh_minutes) == ("nord", 60, 0)
    assert (config.pictures, config.picture_megabytes) == ("opened", 0)
    assert config.browser == ("firefox", "--new-tab", "%u")
    assert config.keys == {"quit": "ctrl+q,q", "help": "?,comma"}
    assert config.sources["contact"] == "line 11"
    assert config.sources["keys.help"] == "line 15"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('ascii_signs = "yes"', "true or false"),
        ("article_width = 19", "between 20 and 88"),
        ("article_width = 89", "between 20 and 88"),
        ("refresh_minutes = true", "whole number"),
        ('pictures = "always"', '"never" or "asked"'),
        ("pictures = []", '"never" or "asked"'),
        ("picture_megabytes = -1", "between 0 and 100000"),
        ("theme = 7", "text in"),
        ('mark_read = "sometimes"', 'must be "opened" or "end" or "never"'),
        ('browser = "firefox \'"', "no command"),
        ('browser = "/bin/bash -c %u"', "not a shell"),
        ('user_agent = "a\\r\\nX-Evil: 1"', "on one line"),
        ('contact = "caf\\u00e9"', "plain ASCII"),
        (f'user_agent = "{"a" * 201}"', "at most 200"),
    ],
)
def test_a_bad_value_is_named_and_gets_its_default(tmp_path: Path, line: str, says: str) -> None:
    config = written(tmp_path, f"one_line_rows = true\n{line}\n")
    [problem] = config.problems
    assert problem.startswith(f"config: {tmp_path / 'config.toml'} line 2: ")
    assert says in problem
    assert config.is_broken
    assert config == Config(
        config.paths, one_line_rows=True, problems=config.problems, is_broken=True,
        sources={"one_line_rows": "line 1"},
    )  # fmt: skip


def test_an_unknown_setting_is_named_with_the_nearest_and_stops_nothing(tmp_path: Path) -> None:
    config = written(tmp_path, 'thme = "nord"\n')
    assert config.problems[0].endswith("unknown setting 'thme'; did you mean 'theme'?")
    assert not config.is_broken


def test_a_setting_that_was_renamed_is_refused_and_the_new_name_said(tmp_path: Path) -> None:
    config = written(tmp_path, "\nmark_read_on_open = false\n")
    [problem] = config.problems
    assert problem == (
        f"config: {tmp_path / 'config.toml'} line 2: "
        'mark_read_on_open is called mark_read ("opened", "end" or "never") now.'
    )
    assert config.mark_read == "opened"
    assert not config.is_broken


def test_from_a_line_that_breaks_the_syntax_on_nothing_is_read(tmp_path: Path) -> None:
    config = written(tmp_path, 'theme = "nord"\nascii_signs = true\nbroken = = 1\ntheme = "x"\n')
    assert (config.theme, config.ascii_signs, config.is_broken) == ("nord", True, True)
    assert "line 3: " in config.problems[0]


def test_bytes_that_are_no_text_are_a_problem_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"theme = \xff\xfe\x00\n")
    assert load(tmp_path, {}).is_broken


def test_a_file_that_cannot_be_read_is_a_config_error(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(ConfigError, match=r"^config: .*config\.toml cannot be read"):
        load(tmp_path, {})


@needs_hostile
def test_hostile_types_leave_defaults_and_the_file_untouched(tmp_path: Path) -> None:
    source = HOSTILE / "config-bad-types.toml"
    shutil.copy(source, tmp_path / "config.toml")
    config = load(tmp_path, {})
    assert config.is_broken
    assert (config.refresh_minutes, config.browser, config.user_agent) == (60, (), "")
    named = [int(problem.partition(" line ")[2].partition(":")[0]) for problem in config.problems]
    assert named == [1, 2, 3, 5, 6, 7, 8, 9]
    assert (tmp_path / "config.toml").read_bytes() == source.read_bytes()


@needs_hostile
def test_hostile_keys_are_named_by_line_and_the_good_ones_stay(tmp_path: Path) -> None:
    shutil.copy(HOSTILE / "keymap-bad.toml", tmp_path / "config.toml")
    config = load(tmp_path, {})
    named = [int(problem.partition(" line ")[2].partition(":")[0]) for problem in config.problems]
    assert named == [4, 6, 8]
    assert config.keys["quit"] == "q"
    assert not config.is_broken


@pytest.mark.parametrize(
    ("key", "good"),
    [
        ("q", True), ("ctrl+f", True), ("shift+tab", True), ("f12", True), ("question_mark", True),
        ("?", True), ("+", True), ("ctrl+alt+delete", True), ("full_stop", True),
        ("nonsense+key", False), ("ctrl+", False), ("f25", False), ("quit", False), ("\x1b", False),
    ],
)  # fmt: skip
def test_keys_are_named_as_textual_names_them(key: str, good: bool) -> None:
    assert is_key(key) is good


def test_every_setting_has_a_sentence_and_a_default_that_it_would_take() -> None:
    for setting in SETTINGS:
        assert setting.help.endswith(".")
        default = " ".join(setting.default) if isinstance(setting.default, tuple) else None
        assert setting.read(setting.default if default is None else default) == setting.default
