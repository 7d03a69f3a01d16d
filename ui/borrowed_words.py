"""Words of Django's own pages that we say otherwise: our catalogue stands before theirs."""

from django.utils.translation import gettext_noop

# "By state" over a filter: in Swedish the name of the filter alone reads better.
FILTER_TITLE = gettext_noop(" By %(filter_title)s ")

# The empty choice among the actions of a list. Django has no Swedish for it yet.
EMPTY_ACTION = gettext_noop("- Select an option -")
