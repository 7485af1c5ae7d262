"""The one table of commands: every row has a key, words, and somebody who does it."""

from collections import Counter
from itertools import combinations

import pytest
from textual.binding import Binding

from tui_reader.app.app import ReaderApp
from tui_reader.app.commands import COMMANDS, KEY_NAMES, Command, Scope, key_name, keys_for, meet
from tui_reader.app.screens.blog_sheet import BlogSheetScreen
from tui_reader.app.screens.reader import ReaderScreen
from tui_reader.app.screens.recent import RecentScreen
from tui_reader.app.screens.rules import RulesScreen
from tui_reader.app.screens.search import SearchScreen
from tui_reader.app.screens.steps import StepsScreen
from tui_reader.app.screens.thread import ThreadScreen
from tui_reader.app.widgets.article import ArticleView
from tui_reader.app.widgets.blog_list import BlogList
from tui_reader.app.widgets.link_list import LinkList
from tui_reader.app.widgets.outline_list import OutlineList
from tui_reader.app.widgets.post_list import PostList
from tui_reader.app.widgets.recent_list import RecentList
from tui_reader.app.widgets.setting_list import SettingList
from tui_reader.app.widgets.thread import ThreadView
from tui_reader.app.widgets.workspace import Workspace

NODES = {
    Scope.APP: ReaderApp,
    Scope.READER: ReaderScreen,
    Scope.POST: ReaderScreen,
    Scope.PANES: Workspace,
    Scope.BLOGS: BlogList,
    Scope.POSTS: PostList,
    Scope.TEXT: ArticleView,
    Scope.ARTICLE: ArticleView,
    Scope.SELECTION: ArticleView,
    Scope.OUTLINE: OutlineList,
    Scope.THREAD: ThreadScreen,
    Scope.REMARKS: ThreadView,
    Scope.RECENT: RecentScreen,
    Scope.RECENT_ROWS: RecentList,
    Scope.LINKS: LinkList,
    Scope.SETTINGS: SettingList,
    Scope.SEARCH: SearchScreen,
    Scope.RULES: RulesScreen,
    Scope.STEPS: StepsScreen,
    Scope.SHEET: BlogSheetScreen,
}
ids = [command.id for command in COMMANDS]


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(ids).items() if times > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=ids)
def test_a_command_has_keys_words_and_an_action(command: Command) -> None:
    assert all(command.key_list)
    assert command.label[0].isupper()
    assert len(command.label.split()) <= 3
    assert command.help[0].isupper()
    assert command.help.endswith(".")
    node = NODES[command.scope]
    assert callable(getattr(node, f"action_{command.id}"))
    bound = {b.id: b for b in node.BINDINGS if isinstance(b, Binding)}
    assert bound[command.id].action == command.id
    assert bound[command.id].tooltip == command.help


def test_no_two_commands_that_work_at_the_same_time_share_a_key() -> None:
    clashes = [
        (one.id, two.id, key)
        for one, two in combinations(COMMANDS, 2)
        if meet(one.scope, two.scope)
        for key in set(one.key_list) & set(two.key_list)
    ]
    assert clashes == []


def test_keys_are_written_for_people() -> None:
    assert key_name("question_mark") == "?"
    help_command = COMMANDS[ids.index("help")]
    assert keys_for(help_command) == "?  f1"
    assert keys_for(help_command, {"help": "colon,x"}) == ":  x"
    assert all(name for name in KEY_NAMES.values())


def test_the_keys_that_screens_md_promises_are_there() -> None:
    keys = {key_name(key) for command in COMMANDS for key in command.key_list}
    promised = "? / r R a e z v T q ctrl+z ctrl+r j k g G space n p N P s u m o y b d f [ ]"
    assert set(promised.split()) <= keys
