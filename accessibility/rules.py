"""Who keeps the statement and hears of obstacles. The statement is everybody's to read, signed in or not."""

import rules

from groups.roles import leads_the_work

rules.add_perm("accessibility.view_statement", leads_the_work)
rules.add_perm("accessibility.change_statement", leads_the_work)
rules.add_perm("accessibility.view_shortcoming", leads_the_work)
rules.add_perm("accessibility.add_shortcoming", leads_the_work)
rules.add_perm("accessibility.change_shortcoming", leads_the_work)
rules.add_perm("accessibility.view_report", leads_the_work)
rules.add_perm("accessibility.change_report", leads_the_work)
