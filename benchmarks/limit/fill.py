"""Makes the limit app's tables and rows, and prints the session of somebody signed in."""

from datetime import timedelta

import django
from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone

PIECES, COMMENTS, PEOPLE = 1000, 50, 100
WORDS = "What we tried this week, what came of it, and what we would ask of you. " * 6


def fill() -> str:
    piece, comment = apps.get_model("limit", "Piece"), apps.get_model("limit", "Comment")
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # our two tables, which point at Django's
    user = get_user_model()
    people = [user(username=f"Person {number}") for number in range(PEOPLE)]
    user.objects.bulk_create(people)
    at = timezone.now()
    pieces = [
        piece(author=people[n % PEOPLE], title=f"Piece {n}", text=WORDS, created=at - timedelta(hours=n))
        for n in range(PIECES)
    ]
    piece.objects.bulk_create(pieces)
    comments = [comment(piece=pieces[0], author=people[n], text=WORDS, created=at) for n in range(COMMENTS)]
    comment.objects.bulk_create(comments)
    session = SessionStore()
    session[SESSION_KEY] = str(people[0].pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = people[0].get_session_auth_hash()
    session.create()
    return f"{session.session_key} {pieces[0].pk}"


if __name__ == "__main__":
    django.setup()
    print(fill())
