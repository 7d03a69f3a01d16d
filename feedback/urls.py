from django.urls import path

from feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.list_feedback, name="list"),
    path("for/<slug:slug>/new/", views.new_for_group, name="new_for_group"),
    path("about/group/<slug:slug>/new/", views.new_about_group, name="new_about_group"),
    path("about/direction/<slug:slug>/new/", views.new_about_direction, name="new_about_direction"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/complete/", views.complete, name="complete"),
    path("<int:pk>/discard/", views.discard, name="discard"),
]
