from django.urls import path

from briefings.views import briefings

app_name = "briefings"
urlpatterns = [
    path("", briefings.list_briefings, name="list"),
    path("new/", briefings.new, name="new"),
    path("<int:pk>/", briefings.detail, name="detail"),
    path("<int:pk>/edit/", briefings.edit, name="edit"),
    path("<int:pk>/send/", briefings.send, name="send"),
    path("<int:pk>/discard/", briefings.discard, name="discard"),
]
