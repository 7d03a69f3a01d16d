from django.urls import path

from groups import views

app_name = "groups"
urlpatterns = [
    path("", views.list_groups, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/join/", views.join, name="join"),
    path("<slug:slug>/leave/", views.leave, name="leave"),
]
