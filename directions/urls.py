from django.urls import include, path

from directions.views import directions, plan

app_name = "directions"

direction_patterns = [
    path("", directions.list_directions, name="list"),
    path("new/", directions.new, name="new"),
    path("<slug:slug>/", directions.detail, name="detail"),
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
