"""Who reads what has been sent upward but not yet shared with everybody."""

from groups.rules import leads_the_work

# A person's own feedback goes to the coordination group; a group's further (`groups.rules`).
reads_what_people_send = leads_the_work
