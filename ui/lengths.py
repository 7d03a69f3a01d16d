"""How long what people write may be, in characters: by what it is for, and the same in form and database."""

NAME = 60  # of a saved view; where somebody comes from
TITLE = 120  # a headline, a name, a place
SUMMARY = 160  # one sentence in a list
SENTENCE = 300  # why, what for
REASON = 500  # a few sentences
NOTE = 5_000  # a reply, an introduction: two pages
TEXT = 20_000  # the longest that anybody writes here: ten pages
LONGEST = TEXT
