import os
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared import HOSTILE, needs_hostile
from tui_reader.app.commands import COMMANDS
from tui_reader.app.keymap import checked_keymap
from tui_reader.app.setting_file import whole_file
from tui_reader.config import SETTINGS, Config, find_paths, load
from tui_reader.config.keys import chord
from tui_reader.config.salvage import salvage
from tui_reader.config.settings import SETTING
from tui_reader.config.template import write_new
from tui_reader.config.values import as_toml, as_written
from tui_reader.errors import ConfigError, UsageError
from tui_reader.limits import OWN_FILE_BYTES


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
    assert config.keys == {"quit": "ctrl+q,q", "help": "question_mark,comma"}
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
        sources={"one_line_rows": "line 1"}, given={"one_line_rows": True},
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


BROKEN = (
    ('theme = "nord"\nbroken = = 1\nascii_signs = true', [2]),
    ('theme = "nord"\nhello world\nascii_signs = true', [2]),
    ('hello world\ntheme = "nord"\nascii_signs = true', [1]),
    ('theme = "nord"\nascii_signs = true\nx = [1, 2', [3]),
    ('theme = "nord"\nx = [1,\n  2\nascii_signs = true', [2]),
    ('theme = "nord"\nascii_signs = true\ntheme = "x"', [3]),
    ('theme = "nord"\nascii_signs = true\n[keys\nstar = "S"', [3]),
    ('theme = "nord"\nascii_signs = true\n[keys]\nstar = "S\nhelp = \n\nquit = "x"', [4, 5]),
    ('theme = "nord"\nascii_signs = true\nbrowser = """\nfirefox', [3]),
)


@pytest.mark.parametrize(("text", "wrong"), BROKEN)
def test_what_breaks_the_syntax_is_named_and_costs_only_itself(
    tmp_path: Path, text: str, wrong: list[int]
) -> None:
    config = written(tmp_path, text)
    assert (config.theme, config.ascii_signs, config.is_broken) == ("nord", True, True)
    assert config.sources["theme"] in ("line 1", "line 2")
    said = "\n".join(config.problems)
    named = re.findall(r"config\.toml line (\d+): .+(?:left out|the first holds)\.", said)
    assert list(map(int, named)) == wrong
    assert len(config.problems) == len(wrong)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.sampled_from([*"[]=\"'\n#", "keys", "theme", " star", "\n[x]\n", '"a"', "1"])))
def test_no_file_at_all_is_a_crash(parts: list[str]) -> None:
    named: list[int] = []
    salvage("".join(parts), lambda line, _sentence: named.append(line))
    assert all(0 < line <= "".join(parts).count("\n") + 1 for line in named)


def test_a_mark_at_the_beginning_that_an_editor_left_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbftheme = "nord"\r\n')
    assert (load(tmp_path, {}).theme, load(tmp_path, {}).problems) == ("nord", ())


def test_a_table_that_stands_there_twice_is_named_and_read(tmp_path: Path) -> None:
    config = written(tmp_path, '[keys]\nstar = "f9"\n\n[keys]\nhelp = "f8"\n')
    assert (config.keys, config.is_broken) == ({"star": "f9", "help": "f8"}, True)
    assert [problem.partition(" line ")[2][:3] for problem in config.problems] == ["4: "]


def test_what_another_system_wrote_is_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes('theme = "nord"\r\n'.encode("utf-16"))
    assert (load(tmp_path, {}).theme, load(tmp_path, {}).problems) == ("nord", ())


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = [\n" + "1,\n" * 50_000])
def test_what_is_nested_or_goes_on_without_end_is_a_problem_not_a_crash(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "config.toml").write_text(f'theme = "nord"\n{text}')
    config = load(tmp_path, {})
    assert (config.theme, config.is_broken, len(config.problems)) == ("nord", True, 1)


def test_what_is_no_file_or_far_too_long_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    os.mkfifo(file)
    with pytest.raises(ConfigError, match="no ordinary file"):
        load(tmp_path, {})
    file.unlink()
    file.write_bytes(b"#" * (OWN_FILE_BYTES + 1))
    with pytest.raises(ConfigError, match="more than"):
        load(tmp_path, {})


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
    ("written", "name"),
    [
        ("q", "q"), ("ctrl+f", "ctrl+f"), ("Ctrl+F", "ctrl+f"), ("shift+tab", "shift+tab"),
        ("f12", "f12"), ("question_mark", "question_mark"), ("?", "question_mark"), ("é", "é"),
        ("+", "plus"), ("ctrl++", "ctrl+plus"), ("ctrl+alt+delete", "ctrl+alt+delete"),
        ("alt+ctrl+x", "ctrl+alt+x"), ("full_stop", "full_stop"), ("*", "asterisk"),
        ("asterisk", "asterisk"), ("/", "slash"), ("slash", "slash"), ("-", "minus"),
        ("_", "underscore"), ("@", "at"), ("\\", "backslash"), ("hyphen_minus", "minus"),
        ("esc", "escape"), ("PgDn", "pagedown"), ("return", "enter"), (" ", "space"),
        ("shift+s", "S"), ("ctrl+]", "ctrl+right_square_bracket"), ("↑", "up"),
        ("g g", "g g"), ("ctrl+k  s", "ctrl+k s"), ("g ?", "g question_mark"),
        ("g ↓ 1", "g down 1"),
    ],
)  # fmt: skip
def test_a_key_or_chord_gets_the_name_that_textual_has_for_it(written: str, name: str) -> None:
    assert chord(written) == name
    assert chord(name) == name


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("nonsense+key", "name 'nonsense+key', which is no key"),
        ("ctrl+", "which is no key"),
        ("f25", "which is no key; did you mean 'f"),
        ("escpae", "which is no key; did you mean 'escape'"),
        ("quit", "which is no key"),
        ("\x1b", "which is no key"),
        ("latin_small_letter_a", "which is no key"),
        ("g esc", "have esc in 'g esc', which leaves a chord"),
        ("a b c d e", "press 5 keys one after the other; at most 4 can be"),
        ("g nope", "name 'nope', which is no key"),
    ],
)
def test_what_is_no_key_is_refused_in_words(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        chord(written)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("keys = 3", "line 1: keys is a table: a line [keys], and below it lines like"),
        ("pipe = 'x'", "line 1: pipe is a table"),
        ('[keys]\nstar = ""', "line 2: the keys of 'star' must be a key or a list of keys"),
        ('[keys]\nstar = ["x", 7]', "line 2: the keys of 'star' must be a key or a list"),
        ('[keys]\n\nstar = "escpae"', "line 3: the keys of 'star' name 'escpae', which is no key"),
        ('[pipe]\nx = "sh -c %u"', "line 2: the program 'x' must name the program itself"),
        ('[pipe]\nx = ""', "line 2: the program 'x' must be a command"),
        ('[pipe]\nx = {run = "a", ass = "html"}', "has an unknown 'ass'; did you mean 'as'"),
        ('[pipe]\nx = {run = "a", as = "pdf"}', 'can read "text" or "markdown" or "html"'),
        ("[pipe]\nx = {run = 3}", "must be text in"),
        ('[kyes]\nstar = "x"', "line 1: unknown setting 'kyes'; did you mean 'keys'?"),
    ],
)
def test_a_wrong_line_of_a_table_is_named_and_left_out(
    tmp_path: Path, lines: str, says: str
) -> None:
    config = written(tmp_path, f"{lines}\n")
    [problem] = config.problems
    assert says in problem
    assert (config.keys, config.pipes, config.is_broken) == ({}, (), False)


def test_programs_get_a_post_as_arguments_and_no_title_is_an_option(tmp_path: Path) -> None:
    config = written(
        tmp_path,
        '[pipe]\n"read aloud" = "espeak-ng -v en"\n'
        'note = {run = "jot --from=%u %t \'two words\'", as = "markdown"}\n',
    )
    assert config.problems == ()
    aloud, note = config.pipes
    assert (aloud.name, aloud.command, aloud.form) == (
        "read aloud", ("espeak-ng", "-v", "en"), "text",
    )  # fmt: skip
    assert note.form == "markdown"
    assert note.arguments("https://a.test/?%t", "--rf; $(x) %u") == (
        "jot", "--from=https://a.test/?%t", "rf; $(x) %u", "two words",
    )  # fmt: skip
    assert config.sources["pipe.read aloud"] == "line 2"


def test_the_file_wins_over_a_choice_and_a_choice_over_the_default(tmp_path: Path) -> None:
    config = written(tmp_path, "article_width = 60\n")
    config.recall({"article_width": 40, "justify": True, "mark_read": "maybe", "none": 1})
    assert (config.article_width, config.justify, config.mark_read) == (60, True, "opened")
    config.choose("article_width", 40)
    config.choose("browser", "firefox %u")
    assert (config.article_width, config.browser) == (40, ("firefox", "%u"))
    assert config.choices_to_keep() == {"justify": True, "browser": "firefox %u"}
    config.unchoose("article_width")
    config.unchoose("justify")
    assert (config.article_width, config.justify) == (60, False)
    with pytest.raises(ValueError, match="between 20 and 88"):
        config.choose("article_width", 10)
    config.recall("nonsense")
    assert config.choices_to_keep() == {"browser": "firefox %u"}


@pytest.mark.parametrize("value", [True, 7, 'a "b" \\ \x7f é', ("w3m", "a b", "%u"), ()])
def test_a_value_is_written_as_the_file_would_have_it(value: object) -> None:
    assert tomllib.loads(f"x = {as_toml(value)}") == {"x": as_written(value)}


def test_every_setting_has_a_sentence_and_a_default_that_it_would_take() -> None:
    for setting in SETTINGS:
        assert setting.help.endswith(".")
        default = " ".join(setting.default) if isinstance(setting.default, tuple) else None
        assert setting.read(setting.default if default is None else default) == setting.default


def commented_in(text: str) -> str:
    return re.sub(r"^#(?=[\w\"])", "", text, flags=re.M)


def test_the_file_that_is_written_says_what_holds_anyway(tmp_path: Path) -> None:
    text = whole_file()
    untouched = written(tmp_path, text)
    assert untouched == Config(untouched.paths)
    taken = written(tmp_path, commented_in(text))
    assert taken.problems == ()
    assert {name: getattr(taken, name) for name in SETTING} == {
        name: setting.default for name, setting in SETTING.items()
    }
    assert taken.keys == {each.id: ",".join(each.key_list) for each in COMMANDS}
    assert checked_keymap(taken)[1] == ()
    assert [pipe.form for pipe in taken.pipes] == ["text", "markdown"]
    assert max(map(len, text.splitlines())) <= 100
    assert all(each.help in " ".join(text.replace("\n# ", " ").split()) for each in COMMANDS)


def test_a_file_that_is_there_is_never_touched(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "config.toml"
    write_new(file, "x = 1\n")
    assert (file.read_text("utf-8"), file.stat().st_mode & 0o777) == ("x = 1\n", 0o600)
    with pytest.raises(UsageError, match="there is a file already, which stays as it is: "):
        write_new(file, "y = 2\n")
    dangling = tmp_path / "link.toml"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError):
        write_new(dangling, "y = 2\n")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_new(file / "below", "y = 2\n")
    assert file.read_text("utf-8") == "x = 1\n"
