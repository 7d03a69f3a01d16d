from django.urls import path

from feedback.views import answering, beginning, correcting, reading, writing

app_name = "feedback"
urlpatterns = [
    path("", reading.list_feedback, name="list"),
    path("new/", beginning.choose, name="new"),
    path("to/<slug:slug>/", reading.sent_to, name="sent_to"),
    path("for/<slug:slug>/new/", writing.new_for_group, name="new_for_group"),
    path("about/group/<slug:slug>/new/", writing.new_about_group, name="new_about_group"),
    path("about/direction/<slug:slug>/new/", writing.new_about_direction, name="new_about_direction"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/complete/", writing.complete, name="complete"),
    path("<int:pk>/discard/", writing.discard, name="discard"),
    path("<int:pk>/correct/", correcting.correct, name="correct"),
    path("<int:pk>/versions/", reading.versions, name="versions"),
    path("<int:pk>/reply/", answering.reply, name="reply"),
    path("receipts/<int:pk>/acknowledge/", answering.acknowledge, name="acknowledge"),
    path("receipts/<int:pk>/answer/", answering.answer, name="answer"),
]
