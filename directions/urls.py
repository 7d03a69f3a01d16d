from django.urls import include, path

from directions.views import directions, follows, lineage, plan, stages

app_name = "directions"

direction_patterns = [
    path("", directions.list_directions, name="list"),
    path("new/", directions.new, name="new"),
    path("<slug:slug>/", directions.detail, name="detail"),
    path("<slug:slug>/follow/", follows.follow, name="follow"),
    path("<slug:slug>/unfollow/", follows.unfollow, name="unfollow"),
    path("<slug:slug>/edit/", directions.edit, name="edit"),
    path("<slug:slug>/lineage/", lineage.lineage, name="lineage"),
    path("<slug:slug>/lineage/<int:pk>/remove/", lineage.unlink, name="unlink"),
    path("<slug:slug>/stages/new/", stages.new, name="open_stage"),
    path("<slug:slug>/stages/<int:number>/", stages.detail, name="stage"),
    path("<slug:slug>/stages/<int:number>/edit/", stages.edit, name="edit_stage"),
]

plan_patterns = [
    path("", plan.current, name="plan"),
    path("revise/", plan.revise, name="revise_plan"),
    path("<int:number>/", plan.revision, name="plan_revision"),
    path("<int:number>/changes/", plan.changes, name="plan_changes"),
]

urlpatterns = [
    path("directions/", include(direction_patterns)),
    path("plan/", include(plan_patterns)),
]
