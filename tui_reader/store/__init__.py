"""The store: blogs, posts, comments, marks and the schedule in one SQLite file (WAL).

The only importer of sqlite3. No network, no HTML, no Textual; nothing is imported here.

``database.Database`` runs plain functions ``(connection, …) -> models``::

    Database.open(path, *, read_only=False) -> Database   # StoreError; before the event loop starts
    await database.read(fn, *args, **kwargs)      # read thread, query_only
    await database.write(fn, *args, **kwargs)     # write thread, one BEGIN IMMEDIATE … COMMIT
    database.read_now(fn, *args, **kwargs)        # caller's thread; look-ups by key while painting
    database.write_now(fn, *args, **kwargs)       # waits for the write: tests, measures
    database.data_version() -> int                # moves when anything wrote
    database.others_version() -> int              # moves when another program wrote; never waits
    await database.close() ; database.close_now()
    database.is_read_only ; database.path

What functions there are, each ``(connection: sqlite3.Connection, …)``::

    blogs       list_blogs() -> tuple[Blog, ...]                     followed and visiting
                get_blog(blog_id) -> Blog | None                     removed ones too
                count_stars() -> int                                 in removed ones too
                find_by_feed(canonical_feed_url) -> int | None       followed and visiting
                find_by_origin(origin) -> list[int]                  removed ones too, last
                set_origin(blog_id, origin)                          where none was known
                adopt_feed(blog_id, feed_url, canonical, typed_host) -> bool
                add(*, feed_url, canonical_feed_url, feed: ParsedFeed, followed, now,
                    typed_host="", origin="") -> int
                follow(blog_id, followed)
                remove(blog_id)          hides it at once and drops its validators
                clear_removed(limit=200) -> int     call until 0: what is not starred of hidden
                                                    blogs goes: posts, pages, comments
    schedule    Schedule(…)  fetch_states(blog_ids=None) -> tuple[FetchState, ...]
                claim(blog_id, seen, now) -> bool    before asking; also takes it back
                save_schedule(blog_id, schedule) -> bool   its address changed; no validators
                host_holds() -> dict[str, datetime] ; hold_host(host, until)
    answers     known_posts(blog_id, posts, canonical_urls, identities) -> tuple[KnownPost, ...]
                save_answer(blog_id, parsed, validators, schedule, plan, now, *, text_of,
                            canonical_urls=(), identities=()) -> Saved
                save_first(newcomer, parsed, validators, schedule, plan, now, *, text_of,
                           canonical_urls, identities) -> (blog_id, Saved)
                save_unchanged(blog_id, validators, schedule) -> bool      a 304
                Saved(new, changed, counted, back, note, is_moved)
    archive     sources(blog_ids=None) -> tuple[ArchiveSource, ...]
                state(blog_id) -> ArchiveState | None ; states() -> tuple[ArchiveState, ...]
                begin(blog_id, found: ArchiveFound, now, wanted, *, was_done=False)
                set_wanted(blog_id, wanted)
                save_page(blog_id, page: ArchivePage, plan, now, *, text_of, canonical_urls,
                          identities, arrives_unread) -> Saved
                finish(blog_id, note, now)
                save_posts(blog_id, posts, plan, now, *, text_of, canonical_urls, identities,
                           arrives_unread=False) -> Saved        part of no walk
    pages       save_pages(blog_id, posts, now, text_of, *, canonical_urls=()) -> int      new ones
    calendar    tree(blog_id) -> Tree ; months(blog_id | None) -> tuple[Month, ...]
                random_post(blog_id | None, before_ms, pick) -> int | None
    comments    thread(post_id) -> Thread | None
                recent(blog_id | None, limit) -> tuple[RecentComment, ...]
                sources(post_ids) ; threads_wanted(blog_id) -> tuple[ThreadSource, ...]
                count_kept(blog_id) -> int           comments, without those that are gone
                save_thread(post_id, parsed: ParsedComments, now, *, is_whole) -> SavedComments
                save_comments(blog_id, comments, now, *, canonical_urls=(), cursor=None,
                              is_last=False) -> SavedComments
                comment_walk(blog_id) -> CommentWalk(cursor, finished)
                see_thread(post_id, now)
                SavedComments(new, removed, gone, unknown, posts)
    comment_counts  told(blog_id) -> int ; lacking(blog_id, most) -> Lacking
                settle_counts(blog_id, now) -> int        when all comments of a blog are kept
    comment_feeds   validators(blog_id) -> Validators
                save_newest(blog_id, comments, validators, now, *, canonical_urls)
    backups     save_part(blog_id or Newcomer, head, part: BackupPart, plan, now, *, text_of,
                          names: PartNames) -> SavedPart
    subscribing  subscribe(wanted, now, name) -> Subscribed         the blogs of a list, one step
    foreign_posts  save_foreign(blog_id, foreign, now, *, step, words) -> SavedForeign
    newsboat    Cache(path): feeds() ; items(feed, after, limit)    another program's file
    saving      copy_store(path, target) -> StoreFacts ; check_store(path) -> StoreFacts
                replace_store(path, new) -> Path | None            paths, not connections
    leases      holder_of(blog_id) -> Lease | None ; take(blog_id, holder, now, *, seen) -> bool
                refresh(blog_id, holder, now) -> bool ; release(blog_id, holder)
    posts       index(PostQuery) -> PostIndex ; rows(ids) -> list[PostRow]
                article(post_id) -> Article | None
                find(text, canonical_url="") -> int | None    of a page too; a number, or an address
    post_lists  count(PostQuery) -> (posts, unread)
    filters     FilterWriter(words=…).whole(Filter) -> (condition over statuses AS listed, values)
    marks       set_flag(ids, flag, value, *, sees=True) -> Mark ; undo(mark) -> Mark
                save_position(post_id, share, moved)       moved: None once its end was reached
                begun_last(but=None) -> int | None
    pictures    known(urls) -> dict[str, Filed] ; files() -> dict[str, str]
                save(filed, post_id, now, budget, staying=()) -> list[str]  files that go for it
                shrink(budget) -> list[str]
                touch(urls, now) ; forget(urls)
                new_posts(blog_id, since, limit) -> list[int]       numbers, newest first
    page_texts  save(post_id, html, base, text, now, *, is_asked=True) ; show(post_id, is_shown)
                fail(post_id, now) ; own_text(post_id) -> OwnText(text, pictures, title)
                want(blog_id, wanted) ; wanting() -> frozenset[int]         blogs
                wanted(blog_id, now, most) -> list[Wanted(post_id, url)]    unread, newest first
                still_wanted(post_id) -> bool ; letters_kept(post_id) -> int
    state       load() -> dict[str, object] ; save(key, value)
    search_index  pending() -> int
                feed(text_of, limit=200) -> int      posts indexed by this call
    search_terms  words_condition(node) -> (sql, values)     numbers of posts that words find
    search      search(filter, *, limit=50, blog_id=None) -> Hits    the best first

``save_answer`` calls ``plan(known)`` and ``text_of(post)`` (only for new and edited posts) while it
holds the write lock: have the texts ready, from ``known_posts`` in a read and the same plan.
"""
