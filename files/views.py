"""Handing out an attached file, to whoever may read what it belongs to, and taking one away."""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from files.attaching import take_away
from files.models import Attachment
from files.refusals import SETTLED
from people.http import SignedInRequest

# Were a browser to take the file for a page after all: nothing in it runs, loads or belongs to the portal.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

log = logging.getLogger(__name__)


@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponseBase:
    attachment, target = _readable(request, pk)
    _leave_uncompressed(request)
    etag = f'"{attachment.sha256}"'
    response = get_conditional_response(request, etag=etag) or _opened(attachment)
    response.headers["ETag"] = etag
    response.headers["Content-Security-Policy"] = POLICY
    if target.still_open().filter(pk=attachment.target_id).exists():
        add_never_cache_headers(response)
    return response


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    attachment, target = _readable(request, pk)
    if not target.files_are_changed_by(request.user):
        raise PermissionDenied
    if take_away(attachment, by=request.user):
        messages.success(request, _("The file has been removed."))
    else:
        messages.warning(request, SETTLED)
    return redirect(target)


def _readable(request: SignedInRequest, pk: int) -> tuple[Attachment, Any]:
    """A file, and what it belongs to, which says who may read it."""
    attachment = get_object_or_404(Attachment, pk=pk)
    target = attachment.target
    if target is None or not target.files_are_read_by(request.user):
        raise Http404
    return attachment, target


def _opened(attachment: Attachment) -> FileResponse:
    try:
        content = attachment.file.open()
    except FileNotFoundError:
        log.error("The file of attachment %s is not where it should be.", attachment.pk)
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=not attachment.kind.is_safe_to_show,
        filename=attachment.name,
        content_type=attachment.content_type,
    )


def _leave_uncompressed(request: HttpRequest) -> None:
    """Most kinds are compressed already, and a compressed answer could not say how long it is."""
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
