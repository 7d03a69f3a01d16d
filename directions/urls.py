from django.urls import path

from directions.views import directions, lineage, stages

app_name = "directions"
urlpatterns = [
    path("", directions.list_directions, name="list"),
    path("new/", directions.new, name="new"),
    path("<slug:slug>/", directions.detail, name="detail"),
    path("<slug:slug>/edit/", directions.edit, name="edit"),
    path("<slug:slug>/lineage/", lineage.lineage, name="lineage"),
    path("<slug:slug>/lineage/<int:pk>/remove/", lineage.unlink, name="unlink"),
    path("<slug:slug>/stages/new/", stages.new, name="open_stage"),
    path("<slug:slug>/stages/<int:number>/", stages.detail, name="stage"),
    path("<slug:slug>/stages/<int:number>/edit/", stages.edit, name="edit_stage"),
]
