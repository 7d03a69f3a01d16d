"""Every address of the portal begins here."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal import views, well_known

handler400 = "portal.views.bad_request"

urlpatterns = [
    path("", views.home, name="home"),
    path("introduction/dismiss/", views.dismiss_introduction, name="dismiss_introduction"),
    path("first-day/", views.first_day, name="first_day"),
    path("first-day/bodies/", views.start_bodies, name="start_bodies"),
    path("pages/", views.pages, name="pages"),
    path("pages/<slug:slug>/", views.page, name="page"),
    path("help/", views.help_list, name="help"),
    path("help/<str:topic>/", views.help_page, name="help_page"),
    path("manifest.webmanifest", well_known.manifest, name="manifest"),
    path("service-worker.js", well_known.service_worker, name="service_worker"),
    path("offline/", well_known.offline, name="offline"),
    path("favicon.ico", well_known.favicon, name="favicon"),
    path("apple-touch-icon.png", well_known.apple_touch_icon, name="apple_touch_icon"),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security, name="security_txt"),
    path("", include("workshops.urls")),
    path("", include("directions.urls")),
    path("", include("groups.urls")),
    path("", include("river.urls")),
    path("feedback/", include("feedback.urls")),
    path("feedback/briefings/", include("briefings.urls")),
    path("proposals/", include("proposals.urls")),
    path("search/", include("search.urls")),
    path("notices/", include("notices.urls")),
    path("attachments/", include("files.urls")),
    path("accessibility/", include("accessibility.urls")),
    path("admin/", admin.site.urls),
    path("", include("identity.urls")),
    path("", include("people.urls")),
]

if settings.DEMO:
    urlpatterns += [path("demo/", include("demo.urls"))]
