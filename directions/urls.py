from django.urls import path

from directions import views

app_name = "directions"
urlpatterns = [
    path("", views.list_directions, name="list"),
    path("new/", views.new, name="new"),
    path("<slug:slug>/", views.detail, name="detail"),
]
