from django.urls import include, path

from workshops.models import State
from workshops.views import guests, running, taking_part, themes, workshops

app_name = "workshops"

# For everybody signed in, and for those who run workshops.
workshop_patterns = [
    path("", workshops.list_workshops, name="list"),
    path("new/", workshops.new, name="new"),
    path("<slug:code>/", workshops.detail, name="detail"),
    path("<slug:code>/edit/", workshops.edit, name="edit"),
    path("<slug:code>/run/", running.run, name="run"),
    path("<slug:code>/screen/", running.screen, name="screen"),
    path("<slug:code>/open/", running.go_to, {"step": State.OPEN}, name="open"),
    path("<slug:code>/let-mark/", running.go_to, {"step": State.MARKING}, name="let_mark"),
    path("<slug:code>/close/", running.go_to, {"step": State.CLOSED}, name="close"),
    path("<slug:code>/guests/", guests.list_guests, name="guests"),
    path("<slug:code>/guests/<int:pk>/shut-out/", guests.shut_out, name="shut_out"),
    path("<slug:code>/themes/<int:pk>/", themes.edit, name="theme"),
    path("<slug:code>/themes/<int:pk>/merge/", themes.merge, name="merge_theme"),
    path("<slug:code>/themes/<int:pk>/remove/", themes.remove, name="remove_theme"),
]

# For participants: short, since the address is written on a phone.
participant_patterns = [
    path("", taking_part.join, name="join"),
    path("<slug:code>/", taking_part.take_part, name="take_part"),
    path("<slug:code>/in/", taking_part.come_in, name="come_in"),
    path("<slug:code>/answers/<int:pk>/withdraw/", taking_part.withdraw, name="withdraw"),
    path("<slug:code>/themes/<int:pk>/mark/", taking_part.mark, {"placing": True}, name="mark"),
    path("<slug:code>/themes/<int:pk>/unmark/", taking_part.mark, {"placing": False}, name="unmark"),
]

urlpatterns = [
    path("workshops/", include(workshop_patterns)),
    path("w/", include(participant_patterns)),
]
