from django.urls import path

from notices.views import notices

app_name = "notices"
urlpatterns = [
    path("", notices.list_notices, name="list"),
    path("read/", notices.read_all, name="read_all"),
    path("settings/", notices.settings, name="settings"),
    path("stop/<str:stop>/", notices.stop, name="stop"),
    path("<int:pk>/open/", notices.open_notice, name="open"),
    path("<int:pk>/read/", notices.read_notice, name="read"),
]
