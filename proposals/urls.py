from django.urls import path

from proposals.views import deciding, proposing, reading

app_name = "proposals"
urlpatterns = [
    path("", reading.list_proposals, name="list"),
    path("decisions/", reading.decisions, name="decisions"),
    path("decisions.csv", reading.decisions_csv, name="decisions_csv"),
    path("new/", proposing.new_in_storgrupp, name="new_in_storgrupp"),
    path("for/<slug:slug>/new/", proposing.new, name="new"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/rounds/<int:number>/", reading.round_detail, name="round"),
    path("<int:pk>/edit/", proposing.edit, name="edit"),
    path("<int:pk>/hand-in/", proposing.hand_in, name="hand_in"),
    path("<int:pk>/withdraw/", proposing.withdraw, name="withdraw"),
    path("<int:pk>/discard/", proposing.discard, name="discard"),
    path("<int:pk>/prepare/", deciding.prepare, name="prepare"),
    path("<int:pk>/dialogues/new/", deciding.note_dialogue, name="note_dialogue"),
    path("<int:pk>/dissents/new/", deciding.record_dissent, name="record_dissent"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/follow-ups/new/", deciding.follow_up, name="follow_up"),
]
