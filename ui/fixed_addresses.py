"""`{% url 'groups:list' %}`, `address_of("groups:detail", slug)`: an address is put together once.

A page names twenty to forty of them, and Django looks each up anew, which takes as long as a small query.
"""

from functools import lru_cache

from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as as_django_reads_it
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape

KEPT = 5_000  # addresses of some forty characters


class FixedAddress(URLNode):
    def render(self, context: Context) -> str:
        match = getattr(getattr(context, "request", None), "resolver_match", None)
        inside = match.namespace if match else None
        address = _address(str(self.view_name.resolve(context)), inside, get_script_prefix())
        return conditional_escape(address) if context.autoescape else address


def url(parser: Parser, token: Token) -> URLNode:
    node = as_django_reads_it(parser, token)
    takes_values = node.args or node.kwargs or node.view_name.filters
    is_fixed = isinstance(node.view_name.var, str) and not (takes_values or node.asvar)
    return FixedAddress(node.view_name, [], {}, None) if is_fixed else node


def address_of(name: str, *values: str | int) -> str:
    """What `reverse` gives, for what many pages lead to."""
    return _address(name, None, get_script_prefix(), *values)


@lru_cache(KEPT)
def _address(name: str, inside: str | None, _prefix: str, *values: str | int) -> str:
    return reverse(name, args=values, current_app=inside)
