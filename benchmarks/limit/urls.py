from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from benchmarks.limit.models import Piece


@login_required
def pieces(request: HttpRequest) -> HttpResponse:
    shown = Piece.objects.select_related("author").order_by("-created")[:20]
    return render(request, "list.html", {"pieces": shown})


@login_required
def piece(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Piece.objects.select_related("author"), pk=pk)
    comments = found.comments.select_related("author").order_by("created")
    return render(request, "detail.html", {"piece": found, "comments": comments})


urlpatterns = [path("", pieces), path("<int:pk>/", piece)]
