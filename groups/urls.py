from django.urls import include, path

from groups.views import (
    appointing,
    browsing,
    ending,
    follows,
    meetings,
    memberships,
    organisation,
    people,
    presenting,
    reconsidering,
    requests,
    series,
)

app_name = "groups"

group_patterns = [
    path("", browsing.list_groups, name="list"),
    path("new/", appointing.new, name="new"),
    path("<slug:slug>/", browsing.detail, name="detail"),
    path("<slug:slug>/join/", memberships.join, name="join"),
    path("<slug:slug>/wish/", requests.wish, name="wish"),
    path("<slug:slug>/queue/", requests.queue, name="queue"),
    path("<slug:slug>/leave/", memberships.leave, name="leave"),
    path("<slug:slug>/follow/", follows.follow, name="follow"),
    path("<slug:slug>/unfollow/", follows.unfollow, name="unfollow"),
    path("<slug:slug>/edit/", appointing.edit, name="edit"),
    path("<slug:slug>/appoint/", appointing.appoint, name="appoint"),
    path("<slug:slug>/meetings/new/", meetings.new, name="plan_meeting"),
    path("<slug:slug>/meetings/series/", series.plan, name="plan_series"),
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
    path("<int:pk>/cancel-rest/", series.cancel_rest, name="cancel_rest"),
]

# What groups have to do with a direction: its address begins with the direction's.
direction_patterns = [
    path("end/", ending.direction, name="end_direction"),
    path("stages/<int:number>/reconsider/", reconsidering.reconsider, name="reconsider"),
    path("stages/<int:number>/presentations/new/", presenting.new, name="present"),
]

urlpatterns = [
    path("directions/<slug:slug>/", include(direction_patterns)),
    path("meetings/", include(meeting_patterns)),
    path("presentations/<int:pk>/edit/", presenting.edit, name="edit_presentation"),
    path("presentations/<int:pk>/said/", presenting.record, name="record_presentation"),
    path("groups/", include(group_patterns)),
    path("join-requests/", include(request_patterns)),
    path("organisation/", organisation.organisation, name="organisation"),
    path("overview/", organisation.overview, name="overview"),
    path("my-people/", people.my_people, name="my_people"),
    path("my-people/notices/", people.notices, name="notices"),
    path("people/<int:pk>/", people.person, name="person"),
]
