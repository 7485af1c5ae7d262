"""Lists of subscriptions as other readers write them: OPML, newsboat's ``urls``. Pure: no network.

What a list asks to be run is never run; every address in it is only text here.
"""
