"""Who looks after the outbox: how notices are sent, never what they say."""

import rules

from people.rules import is_administrator

rules.add_perm("notices.view_notice", is_administrator)
rules.add_perm("notices.send_notice", is_administrator)
