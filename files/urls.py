from django.urls import path

from files import views

app_name = "files"
urlpatterns = [
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
