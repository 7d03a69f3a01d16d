"""Who enters the admin, and who edits pages."""

import rules

from groups.rules import is_communicator, is_coordinator
from people.rules import is_administrator

edits_pages = is_coordinator | is_communicator

rules.add_perm("portal.enter_admin", edits_pages | is_administrator)
rules.add_perm("portal.view_page", edits_pages)
rules.add_perm("portal.add_page", edits_pages)
rules.add_perm("portal.change_page", edits_pages)
rules.add_perm("portal.view_pageversion", edits_pages)
