"""What may be deleted at all: asked of the models, so that a new relation is asked without a thought."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector


def is_still_there(thing: Model) -> bool:
    """Asked by what takes it away, in its transaction: of two who do so at once the second waits here, and
    then has nothing to take away, nor to write down.
    """
    return type(thing)._default_manager.select_for_update().filter(pk=thing.pk).exists()


def is_held(thing: Model) -> bool:
    """Whether another row would not let it go (PROTECT, RESTRICT), asked as Django asks when it deletes."""
    try:
        Collector(using=thing._state.db or DEFAULT_DB_ALIAS, origin=thing).collect([thing])
    except (ProtectedError, RestrictedError):
        return True
    return False
