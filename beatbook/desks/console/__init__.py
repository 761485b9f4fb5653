"""The dispatcher's console: waiting and active calls, the map, units by beat and one command line.

Composes, never decides: every verb of ``grammar`` is a request to a duty or to the ground floor.
The registry of verbs is the only list of them; the parser in the browser, the live preview, the
completion, the function keys, the buttons, the ``?`` help and the printable cheat sheet all read
it.
"""
