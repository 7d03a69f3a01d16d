"""The river: every direction and group since the first workshop, as streams over time.

`data` reads the story from the database and `zoom` narrows it. `lanes` gives each stream its place, `bed`
says how far apart those lie, `flow` and `strands` make functions of time of directions and groups, and
`scene` samples them once. `axes` lays them on paper, `taken` and `labels` find room for names, `curves`
writes paths, and `drawing` puts the picture together. `words` tells the same. All but `data` is arithmetic.

In this picture alone a direction is a *stream* and a group a *thread* in it; a *ribbon* is a stream as drawn,
a *strand* a thread as drawn.

Time is counted in years (2014.73 is the 25th of September 2014), places across the river in drawing units
from the middle of its first lane, downward. Only `axes` knows which way on the paper time goes: the same
streams are drawn twice, from left to right and, for telephones, from top to bottom.
"""
