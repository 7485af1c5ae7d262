"""What a person can ask for of lists and blogs: each command starts the part that does it."""

from typing import TYPE_CHECKING

from tui_reader.app.panes import PaneName
from tui_reader.app.screens.post_commands import PostScreen

if TYPE_CHECKING:
    from tui_reader.app.desk.listing import Listing
    from tui_reader.app.widgets.blog_list import BlogList


class ListScreen(PostScreen):
    """A screen with blogs beside their posts."""

    blog_list: "BlogList"
    listing: "Listing"

    def action_fetch(self) -> None:
        """Ask this blog for new posts."""
        self.desk.fetching.ask_blog(self.listing.blog)

    def action_fetch_all(self) -> None:
        """Ask every blog for new posts."""
        self.desk.fetching.ask(None)

    def action_whole_texts(self) -> None:
        """Bring the whole of this blog's cut posts with each fetch, or no longer."""
        self.desk.full_text.toggle_blog(self.listing.blog)

    def action_stop(self) -> None:
        """Stop an export; where none is written, bringing archives; where none comes, fetching."""
        if not (self.desk.exporting.stop() or self.desk.archiving.stop()):
            self.desk.fetching.stop()

    def action_export(self) -> None:
        """Write posts as a book, a folder, a page."""
        self.desk.exporting.ask()

    def action_archive(self) -> None:
        """Bring every post of this blog."""
        self.desk.archiving.ask()

    def action_histogram(self) -> None:
        """Show how many posts each month has."""
        self.desk.browsing.show_months()

    def action_on_this_day(self) -> None:
        """List the posts of this day in former years."""
        self.desk.browsing.list_this_day()

    def action_random_post(self) -> None:
        """Read an old post."""
        self.desk.browsing.open_any()

    def action_add_blog(self) -> None:
        """Ask for the address of a blog to follow."""
        self.desk.visiting.ask_for_blog()

    def action_guide(self) -> None:
        """Show the built-in guide."""
        self.start(self.desk.visiting.open_guide, "opening", exclusive=False)

    def action_tour(self) -> None:
        """Show the first keys, step by step."""
        self.desk.touring.begin()

    def action_follow_blog(self) -> None:
        """Follow the blog that is visited."""
        self.desk.visiting.follow()

    def action_remove_blog(self) -> None:
        """Stop following the blog of the sidebar's cursor, or the one whose posts are listed."""
        is_in_blogs = self.workspace.pane is PaneName.BLOGS
        blog_id = self.blog_list.shelf().blog_id if is_in_blogs else self.listing.query.blog_id
        self.desk.visiting.ask_to_remove(self.listing.blog_with(blog_id))

    def action_cycle_view(self) -> None:
        """List all, unread or starred posts; where one pane is seen at a time, show them."""
        self.listing.cycle_view()
        if self.workspace.is_narrow:
            self.workspace.go_to(PaneName.POSTS)

    def action_recent_comments(self) -> None:
        """Read what was said last on this blog, or on all that are followed."""
        self.desk.discussing.open_recent(self.listing.query.blog_id)

    def action_search(self) -> None:
        """Search everything that is kept."""
        self.desk.searching.open()

    def action_blog_sheet(self) -> None:
        """Show what can be set for this blog, or name this line of the sidebar."""
        self.desk.sheets.open()

    def action_steps(self) -> None:
        """Show what was done, to take it back."""
        self.desk.keeping.show_steps()

    def action_order(self) -> None:
        """Choose the order of the list."""
        self.desk.ordering.ask()

    def action_keep_search(self) -> None:
        """Keep the words of the list as a search in the sidebar."""
        self.desk.searching.keep_list()

    def action_hide(self) -> None:
        """Show the rules that hide posts, and those that this post suggests."""
        self.desk.hiding.open()
