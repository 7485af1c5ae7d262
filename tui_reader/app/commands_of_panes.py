"""The commands of the panes: blogs, posts, the text of an article or a thread. Pure data."""

from typing import Final

from tui_reader.app.command import Command, Scope

PANE_COMMANDS: Final = (
    Command("blogs_down", "j,down", "Down", Scope.BLOGS, "Go down one blog."),
    Command("blogs_up", "k,up", "Up", Scope.BLOGS, "Go up one blog."),
    Command("blogs_first", "g,home", "First", Scope.BLOGS, "Go to the first line."),
    Command("blogs_last", "G,end", "Last", Scope.BLOGS, "Go to the last blog."),
    Command("blogs_page_down", "pagedown", "Page down", Scope.BLOGS, "Go down one page."),
    Command("blogs_page_up", "pageup", "Page up", Scope.BLOGS, "Go up one page."),
    Command("blogs_open", "enter", "Show posts", Scope.BLOGS, "Show this blog's posts.", True),
    Command("blogs_leave", "l,right,tab", "To posts", Scope.BLOGS, "Go to the posts."),
    Command("posts_down", "j,down", "Down", Scope.POSTS, "Go down one post."),
    Command("posts_up", "k,up", "Up", Scope.POSTS, "Go up one post."),
    Command("posts_first", "g,home", "Newest", Scope.POSTS, "Go to the newest post."),
    Command("posts_last", "G,end", "Oldest", Scope.POSTS, "Go to the oldest post."),
    Command("posts_page_down", "pagedown,ctrl+d", "Page down", Scope.POSTS, "Go down one page."),
    Command("posts_page_up", "pageup,ctrl+u", "Page up", Scope.POSTS, "Go up one page."),
    Command("posts_open", "enter", "Read", Scope.POSTS, "Read this post.", in_bar=True),
    Command("posts_right", "l,right,tab", "To article", Scope.POSTS, "Go to the article."),
    Command("posts_left", "h,left,shift+tab", "To blogs", Scope.POSTS, "Go to the blogs."),
    Command(
        "mark_all_read",
        "m",
        "All read",
        Scope.POSTS,
        "Mark every post of this list as read; undo brings them back.",
    ),
    Command("line_down", "j,down", "Down", Scope.ARTICLE, "Go down one line."),
    Command("line_up", "k,up", "Up", Scope.ARTICLE, "Go up one line."),
    Command("page_down", "pagedown", "Page down", Scope.TEXT, "Go down one page."),
    Command("page_up", "pageup", "Page up", Scope.TEXT, "Go up one page."),
    Command("half_down", "d,ctrl+d", "Half down", Scope.TEXT, "Go down half a page."),
    Command("half_up", "ctrl+u", "Half up", Scope.TEXT, "Go up half a page."),
    Command("article_top", "g,home", "Top", Scope.ARTICLE, "Go to the beginning."),
    Command("article_end", "G,end", "End", Scope.ARTICLE, "Go to the end."),
    Command(
        "next_heading",
        "right_square_bracket",
        "Next heading",
        Scope.ARTICLE,
        "Go to the next heading.",
    ),
    Command(
        "previous_heading",
        "left_square_bracket",
        "Heading before",
        Scope.ARTICLE,
        "Go to the heading before.",
    ),
    Command("next_link", "tab", "Next link", Scope.TEXT, "Go to the next link.", in_bar=True),
    Command("previous_link", "shift+tab", "Link before", Scope.TEXT, "Go to the link before."),
    Command(
        "follow_link",
        "enter",
        "Follow",
        Scope.ARTICLE,
        "Follow the link: here if the post is kept, else in the browser.",
    ),
    Command(
        "link_hints", "f", "Link hints", Scope.TEXT, "Give every link in view a letter to type."
    ),
    Command("scroll_left", "left", "Left", Scope.TEXT, "See more to the left of a wide table."),
    Command("scroll_right", "right,l", "Right", Scope.TEXT, "See more to the right."),
    Command("article_leave", "h", "To posts", Scope.ARTICLE, "Go back to the posts."),
)
