"""How long what people write may be, in characters, by what it is for: the same in form and database."""

NAME = 60  # of a saved view; where somebody comes from
TITLE = 120  # a headline, a name, a place
SUMMARY = 160  # one sentence in a list
SENTENCE = 300  # why, what for, an address
NOTE = 400  # on the wall of a workshop
REASON = 500  # a few sentences
PLACE = 2_200  # a room, and the address of a meeting online
REPLY = 5_000  # two pages: a reply, an introduction, what was learned
ANSWER = 10_000
TEXT = 20_000  # the longest that anybody writes here: eight pages
LONGEST = TEXT
