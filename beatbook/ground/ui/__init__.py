"""The kit every screen is made of.

* `static/ui/`: design tokens, parts, and the ES modules of live screens (board, feed, map, clock)
* `templates/ui/` and `templatetags/ui.py`: the page frame and one tag for each part
* `workspaces`, `slots` and `live`: where higher floors say what they offer: a place in the
  navigation, a panel on somebody else's page, rows of the live board
* `packages` and `sprite`: the front-end packages that are served, and the icons taken from one
* `/gallery/` shows each part in each state

It decides nothing and keeps nothing: no models, no commands.
"""
