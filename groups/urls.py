from django.urls import include, path

from groups.views import (
    appointing,
    browsing,
    calendar,
    ending,
    learned,
    meetings,
    organisation,
    people,
    presenting,
    reconsidering,
    requests,
    river,
    year,
)

app_name = "groups"

group_patterns = [
    path("", browsing.list_groups, name="list"),
    path("new/", appointing.new, name="new"),
    path("<slug:slug>/", browsing.detail, name="detail"),
    path("<slug:slug>/join/", browsing.join, name="join"),
    path("<slug:slug>/wish/", requests.wish, name="wish"),
    path("<slug:slug>/queue/", requests.queue, name="queue"),
    path("<slug:slug>/leave/", browsing.leave, name="leave"),
    path("<slug:slug>/edit/", appointing.edit, name="edit"),
    path("<slug:slug>/appoint/", appointing.appoint, name="appoint"),
    path("<slug:slug>/meetings/new/", meetings.new, name="plan_meeting"),
    path("<slug:slug>/suggest/", reconsidering.suggest, name="suggest"),
    path("<slug:slug>/end/", ending.group, name="end"),
    path("<slug:slug>/lineage/", ending.lineage, name="lineage"),
    path("<slug:slug>/lineage/<int:pk>/remove/", ending.unlink, name="unlink"),
    path("<slug:slug>/members/<int:pk>/release/", appointing.release, name="release"),
]

request_patterns = [
    path("", requests.list_requests, name="requests"),
    path("new/", requests.new, name="put_forward"),
    path("<int:pk>/", requests.detail, name="request"),
    path("<int:pk>/support/", requests.support, name="support"),
    path("<int:pk>/not-now/", requests.not_now, name="not_now"),
    path("<int:pk>/welcome/", requests.welcome, name="welcome"),
    path("<int:pk>/decline/", requests.decline, name="decline"),
    path("<int:pk>/accept/", requests.accept, name="accept"),
    path("<int:pk>/withdraw/", requests.withdraw, name="withdraw"),
]

meeting_patterns = [
    path("<int:pk>/", meetings.detail, name="meeting"),
    path("<int:pk>/edit/", meetings.edit, name="edit_meeting"),
    path("<int:pk>/notes/", meetings.notes, name="write_notes"),
    path("<int:pk>/cancel/", meetings.cancel, name="cancel_meeting"),
]

# What groups have to do with a direction: its address begins with the direction's.
direction_patterns = [
    path("end/", ending.direction, name="end_direction"),
    path("stages/<int:number>/reconsider/", reconsidering.reconsider, name="reconsider"),
    path("stages/<int:number>/presentations/new/", presenting.new, name="present"),
]

# What happens when: the year for everybody to see, and each person's own calendar.
calendar_patterns = [
    path("year/", year.show, name="year"),
    path("year/<int:year>/", year.show, name="year_of"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("me/calendar/", calendar.my_calendar, name="my_calendar"),
    path("me/calendar/new/", calendar.new_key, name="new_calendar_key"),
    path("me/calendar/revoke/", calendar.revoke_key, name="revoke_calendar_key"),
]

urlpatterns = [
    path("directions/<slug:slug>/", include(direction_patterns)),
    path("meetings/", include(meeting_patterns)),
    path("presentations/<int:pk>/edit/", presenting.edit, name="edit_presentation"),
    path("presentations/<int:pk>/said/", presenting.record, name="record_presentation"),
    path("groups/", include(group_patterns)),
    path("join-requests/", include(request_patterns)),
    path("learned/", learned.learned, name="learned"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("river/", river.river, name="river"),
    path("river/lately/", river.lately, name="river_lately"),
    path("overview/", organisation.overview, name="overview"),
    path("my-people/", people.my_people, name="my_people"),
    path("my-people/notices/", people.notices, name="notices"),
    path("people/<int:pk>/", people.person, name="person"),
    *calendar_patterns,
]
