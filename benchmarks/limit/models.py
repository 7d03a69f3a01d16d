from django.conf import settings
from django.db import models


class Piece(models.Model):
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    title = models.CharField(max_length=120)
    text = models.TextField()
    created = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "limit"

    def __str__(self) -> str:
        return f"{self.pk}"


class Comment(models.Model):
    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    text = models.TextField()
    created = models.DateTimeField()

    class Meta:
        app_label = "limit"

    def __str__(self) -> str:
        return f"{self.pk}"
