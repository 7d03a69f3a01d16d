"""The routes that show no page of ours, each with its reason."""

_REASONS = {
    "changes something, shows nothing": [
        "groups:join",
        "groups:leave",
        "groups:wish",
        "groups:queue",
        "groups:support",
        "groups:not_now",
        "groups:welcome",
        "groups:decline",
        "groups:accept",
        "groups:withdraw",
        "groups:release",
        "directions:unlink",
        "groups:cancel_meeting",
        "groups:unlink",
        "start_bodies",
        "feedback:complete",
        "feedback:discard",
        "language",
        "demo_sign_in_as",
        "admin:logout",
    ],
    "the same page by another name": ["account_request_login_code"],
    "leads on to another page": [
        "admin:login",
        "admin/portal/page/<path:object_id>/",
        "admin/people/person/<path:object_id>/",
        "admin/people/unit/<path:object_id>/",
        "admin/people/act/<path:object_id>/",
        "admin/feedback/feedback/<path:object_id>/",
        "admin/(?P<url>.*)$",
    ],
    "no page: data or a script": ["admin:autocomplete", "admin:jsi18n"],
}
NOT_LOOKED_AT = {route: reason for reason, routes in _REASONS.items() for route in routes}
# The rest of Django's admin, by the beginning of its names: nobody is let in there (`test_access`), or it
# is Django's own page in our colours, made of the same pieces as those above.
DJANGOS_OWN = (
    "admin:password_change",
    "admin:app_list",
    "admin:auth_",
    "admin/auth/",
    "admin:account_",
    "admin/account/",
    "admin:portal_page_delete",
    "admin:people_person_delete",
    "admin:people_person_history",
    "admin:people_unit_delete",
    "admin:people_unit_history",
    "admin:people_act_add",
    "admin:people_act_delete",
    "admin:people_act_history",
    "admin:feedback_feedback_add",
    "admin:feedback_feedback_delete",
    "admin:feedback_feedback_history",
)
