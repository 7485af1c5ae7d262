"""What the screens and the command line call: the person's verbs over network, store and clock.

No Textual, no SQL, no HTTP here; ``library.Library`` is the one object.
"""
