"""Who sees whom the door did not let in: whoever can mend the directory."""

import rules

from people.rules import is_administrator

rules.add_perm("identity.view_refusal", is_administrator)
