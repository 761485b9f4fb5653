"""What was attached: the bytes of photos, kept under their SHA-256.

Nouns: a *stored file* (an agency's claim on some bytes: digest, size, type, name) and the *store*,
a folder of the data directory in which bytes lie under their digest and are never changed.

Verbs: ``store.receive`` takes bytes in, ``store_file`` makes them the agency's. Who may see a file
is decided by the object that it is attached to; here nobody is asked.

The original is kept as it came. What a screen shows is drawn anew from it, without what a camera
writes into a picture (``pictures``).
"""
