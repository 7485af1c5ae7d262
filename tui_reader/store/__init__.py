"""The store: blogs, posts, marks and the schedule in one SQLite file (WAL).

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
                add(*, feed_url, canonical_feed_url, feed: ParsedFeed, followed, now,
                    typed_host="") -> int
                follow(blog_id, followed)
                remove(blog_id)          hides it at once and drops its validators
                clear_removed(limit=200) -> int     call until 0: unstarred posts of hidden blogs go
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
    posts       index(PostQuery) -> PostIndex ; rows(ids) -> list[PostRow]
                article(post_id) -> Article | None
                find(text, canonical_url="") -> int | None           a number, or an address
    marks       set_flag(ids, flag, value, *, sees=True) -> Mark ; undo(mark) -> Mark
                save_position(post_id, share)
    state       load() -> dict[str, object] ; save(key, value)
    search_index  pending() -> int ; feed(limit=200) -> int          posts indexed by this call

``save_answer`` calls ``plan(known)`` and ``text_of(post)`` (only for new and edited posts) while it
holds the write lock: have the texts ready, from ``known_posts`` in a read and the same plan.
"""
