"""Hostile text: a corpus, the fields it goes into, and every surface it comes out of.

A field of a form of feedback's joins by itself. A new form is named in `ways_in.py`, a new surface in
`surfaces.py`: a test says so.
"""
