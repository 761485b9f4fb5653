"""The machines' desk: ``/api/v1``, by bearer token, described by OpenAPI 3.1.

It composes the same queries and calls the same commands as people's screens. Positions and the
live feed are raw routes of the server (``/positions``, ``/feed``); they are described here too.
"""
