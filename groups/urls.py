from django.urls import include, path

from groups.views import browsing, requests

app_name = "groups"

group_patterns = [
    path("", browsing.list_groups, name="list"),
    path("<slug:slug>/", browsing.detail, name="detail"),
    path("<slug:slug>/join/", browsing.join, name="join"),
    path("<slug:slug>/wish/", requests.wish, name="wish"),
    path("<slug:slug>/queue/", requests.queue, name="queue"),
    path("<slug:slug>/leave/", browsing.leave, name="leave"),
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

urlpatterns = [
    path("groups/", include(group_patterns)),
    path("join-requests/", include(request_patterns)),
]
