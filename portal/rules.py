"""Who enters the admin, who edits pages and the words of search, and who sets up an empty installation."""

import rules

from groups.roles import is_communicator, is_coordinator, is_director
from people.rules import is_administrator

rules.add_perm("portal.see_first_day", is_coordinator | is_director | is_administrator)
rules.add_perm("portal.start_bodies", is_administrator)

edits_pages = is_coordinator | is_communicator

rules.add_perm("portal.enter_admin", edits_pages | is_administrator)
rules.add_perm("identity.need_second_factor", edits_pages | is_director | is_administrator)
for _action in ("view", "add", "change", "delete"):
    rules.add_perm(f"search.{_action}_synonym", is_coordinator)
rules.add_perm("search.view_missedsearch", is_coordinator)

rules.add_perm("portal.view_page", edits_pages)
rules.add_perm("portal.add_page", edits_pages)
rules.add_perm("portal.change_page", edits_pages)
rules.add_perm("portal.view_pageversion", edits_pages)
