"""The dispatcher's console: waiting and active calls, the map, units by beat and one command line.

Composes, never decides: every verb of ``grammar`` is a request to a duty or to the ground floor.
The registry of verbs is the only list of them; the parser in the browser, the live preview, the
completion, the function keys, the buttons, the ``?`` help and the printable cheat sheet all read
it.

Files to open, in order: ``grammar.py`` (the verbs, those for streets in ``streets.py``) and
``parts_of_speech.py`` (what a verb is made of) - ``static/console/grammar.js`` (line, registry and
board in; sentence and requests out) - ``static/console/console.js`` (ties the page to board and
feed) - ``queries.py`` (what the page starts with).
"""
