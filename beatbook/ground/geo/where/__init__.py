"""Where is that, and what is here? From typed text to places on the map, and back.

`geocode.find` reads a text (`typed`, with `coordinates` and `asides`), looks the readings up
(`searching`: the tables by `lookups`, misspelled and misheard names by `book` and `sounds`), puts a
house number on its street (`placing`, along the lines of `shapes`), ranks what fits (`likeness`)
and says whether one place is meant (`choosing`). `reverse.locate` goes from a point to words.
"""
