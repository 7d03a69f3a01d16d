"""Whom somebody goes to about their work, in sentences: their manager, who stands in, or the coordinators."""

from django import template

from people import managing

register = template.Library()
register.filter(managing.talk_first)
register.filter(managing.manager_in_words)
register.filter(managing.absence)
