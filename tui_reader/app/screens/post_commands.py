"""What a person can ask for of the post they are on: each command starts the part that does it."""

from tui_reader.app.desk import Desk
from tui_reader.app.panes import PaneName
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.post_list import PostList
from tui_reader.app.widgets.workspace import Workspace
from tui_reader.models import Flag, PostRow


class PostScreen(WorkingScreen):
    """A screen on which one is always at one post: the article's, or the list's."""

    desk: Desk
    """What does the work."""
    posts: PostList
    workspace: Workspace

    @property
    def is_in_article(self) -> bool:
        """Whether the keys go to the article."""
        return self.workspace.pane is PaneName.ARTICLE

    def row(self) -> PostRow | None:
        """Return the post one is on: the article's, or the cursor's."""
        if self.is_in_article and self.desk.reading.article:
            return self.desk.reading.article.row
        return self.posts.row()

    def selected(self) -> tuple[int, ...]:
        """Return the posts that are selected; none while the keys go to the article."""
        return () if self.is_in_article else self.posts.selected_ids()

    def _toggle(self, flag: Flag) -> None:
        if selected := self.selected():
            self.desk.marking.toggle_all(selected, flag)
        else:
            self.desk.marking.toggle(self.row(), flag)

    def action_read_on(self) -> None:
        """Page the article; at its end go to the next unread post."""
        self.desk.stepping.read_on()

    def action_page_back(self) -> None:
        """Page the article backwards."""
        self.desk.stepping.page_back()

    def action_older(self) -> None:
        """Read the next older post; among words that are lit up, go to the next one."""
        if not self.desk.searching.step(1):
            self.desk.stepping.step(1)

    def action_newer(self) -> None:
        """Read the next newer post."""
        self.desk.stepping.step(-1)

    def action_older_unread(self) -> None:
        """Read the next older unread post; among words that are lit up, go to the one before."""
        if not self.desk.searching.step(-1):
            self.desk.stepping.step_unread(1)

    def action_newer_unread(self) -> None:
        """Read the next newer unread post."""
        self.desk.stepping.step_unread(-1)

    def action_star(self) -> None:
        """Star the post, or take its star away."""
        self._toggle(Flag.STARRED)

    def action_unread(self) -> None:
        """Mark the post unread, or read again."""
        self._toggle(Flag.READ)

    def action_open_browser(self) -> None:
        """Open the post in the browser."""
        if selected := self.selected():
            self.desk.selected.open_in_browser(selected)
            return
        self.desk.following.with_url(self.row(), self.desk.following.browse)

    def action_whole_text(self) -> None:
        """Show the whole of a post that its feed cuts, or what the feed has."""
        self.desk.full_text.toggle(self.row())

    def action_copy_link(self) -> None:
        """Copy the post's address."""
        if selected := self.selected():
            self.desk.selected.copy_links(selected)
            return
        self.desk.following.with_url(self.row(), self.desk.following.copy)

    def action_tags(self) -> None:
        """Give the post tags, or take them away."""
        self.desk.keeping.ask_for_tags()

    def action_note(self) -> None:
        """Write a note on the post."""
        self.desk.keeping.ask_for_note()

    def action_back(self) -> None:
        """Go back to the post that was read before."""
        self.desk.trailing.back()

    def action_forward(self) -> None:
        """Go forward to the post that one went back from."""
        self.desk.trailing.forward()

    def action_pictures(self) -> None:
        """Show the post's pictures in its text, or hide them."""
        self.desk.picturing.toggle()

    def action_comments(self) -> None:
        """Read what others said of the post."""
        self.desk.discussing.open(self.row())

    def action_pipe(self) -> None:
        """Give the post to a program; while one runs, stop it."""
        self.desk.piping.ask(self.row())
