"""A lock on all rows of a kind, for what no single row decides: that nothing goes in a circle, say."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def lock_kind(model: type[Model]) -> None:
    """Whoever comes second waits until the first one's transaction ends.

    The lock is the row in which Django keeps the name of the model, which nothing else ever locks.
    """
    kind = ContentType.objects.get_for_model(model)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)
