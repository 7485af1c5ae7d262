"""The one language of searching, listing and choosing posts: words and what they mean.

``parse`` reads it, ``tree`` is what it means; the store makes SQL of that. No SQL, no I/O here.
"""
