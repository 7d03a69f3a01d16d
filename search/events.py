"""What happens to the words that search knows."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class SearchEvent(Event):
    SYNONYM_KEPT = "search.synonym_kept", _("wrote down words for the same thing")
    SYNONYM_TAKEN_AWAY = "search.synonym_taken_away", _("took away words for the same thing")
