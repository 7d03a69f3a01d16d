"""Every address of the portal begins here."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal import views
from portal.demo import views as demo

urlpatterns = [
    path("", views.home, name="home"),
    path("first-day/", views.first_day, name="first_day"),
    path("first-day/bodies/", views.start_bodies, name="start_bodies"),
    path("pages/", views.pages, name="pages"),
    path("pages/<slug:slug>/", views.page, name="page"),
    path("", include("workshops.urls")),
    path("", include("directions.urls")),
    path("", include("groups.urls")),
    path("feedback/", include("feedback.urls")),
    path("proposals/", include("feedback.proposal_urls")),
    path("admin/", admin.site.urls),
    path("", include("people.urls")),
]

if settings.DEMO:
    urlpatterns += [
        path("demo/", demo.sign_in, name="demo"),
        path("demo/<slug:key>/", demo.sign_in_as, name="demo_sign_in_as"),
    ]
