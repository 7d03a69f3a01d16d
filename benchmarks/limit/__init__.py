"""The least that Django itself needs for a list and a page: what our own pages are measured against.

A session, a person, twenty of a thousand rows with a join as model objects in one plain template; and one row
with fifty comments and their authors. Nothing here is part of the portal: `make bench` serves it beside it.
"""
