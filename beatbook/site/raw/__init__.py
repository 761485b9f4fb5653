"""The routes that answer without Django's middleware: the feed, positions and health.

They are held open or called many times a second, so they run on the event loop. What the
middleware does for every page, each of them does by itself: it checks the host and where a write
comes from (``requests``), finds out who asks (``identity``), and sets the same security headers
(``answers``).
"""
