"""Who edits the briefing for the Ledarforum sends it too. Who may read it: `Briefing.objects.visible_to`."""

import rules

from groups.roles import leads_the_work

rules.add_perm("briefings.publish_briefing", leads_the_work)
