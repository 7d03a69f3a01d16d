"""Which methods a view answers."""

from django.views.decorators.http import require_http_methods

# A page with a form: shown by GET (and HEAD), taken by POST.
require_form_methods = require_http_methods(["GET", "HEAD", "POST"])
