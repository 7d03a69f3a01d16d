from django.urls import path

from river.views import calendar, contributions, learned, river, year

app_name = "river"
urlpatterns = [
    path("river/", river.river, name="river"),
    path("river/lately/", river.lately, name="river_lately"),
    path("year/", year.show, name="year"),
    path("year/<int:year>/", year.show, name="year_of"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("me/calendar/", calendar.my_calendar, name="my_calendar"),
    path("me/calendar/new/", calendar.new_key, name="new_calendar_key"),
    path("me/calendar/revoke/", calendar.revoke_key, name="revoke_calendar_key"),
    path("learned/", learned.learned, name="learned"),
    path("feedback/mine/", contributions.mine, name="contributions"),
]
