"""Who reaches what: every route, each kind of thing it can be about, and what everybody is answered.

The expectations come from the matrix in the bar (section 1) and from the docstrings of the views, never
from what the code happens to answer. To add a route, add its lines; `things.py` explains a thing's name.

    ✓  the page             –  forbidden: one may know of it, not do it (403)
    »  done, or led on      ∅  there is nothing here, as far as this person may know (404)
    →  sign in first        ·  no such method (405)
    ?  the form, which says what is missing (422)

The columns are the bar's roles, read downwards: AN, EM, MA … A line that begins with # is a heading.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from tests.access.roles import ROLES

MATRIX = """
                                                               GET           POST
                                                               AEMMCKKSSDAS  AEMMCKKSSDAS
route                                      thing               NMAEVOMGTIDU  NMAEVOMGTIDU

# The frame
home                                       -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
me                                         -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
pages                                      -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
page                                       page                →✓✓✓✓✓✓✓✓✓✓→  →··········→
page                                       moved page          →»»»»»»»»»»→  →··········→

# Directions and groups
directions:list                            -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
directions:detail                          direction           →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:list                                -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:detail                              group               →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:detail                              foreign group       →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:detail                              ended group         →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:detail                              coordination group  →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:join                                group               →··········→  →–»–»––»»»–→
groups:join                                foreign group       →··········→  →–»–»––»»»–→
groups:join                                full group          →··········→  →–»–»––»»»–→
groups:join                                ended group         →··········→  →–»–»––»»»–→
groups:join                                coordination group  →··········→  →––––––––––→
groups:leave                               group               →··········→  →»»»»»»»»»»→
groups:leave                               foreign group       →··········→  →»»»»»»»»»»→
groups:leave                               coordination group  →··········→  →––––––––––→
groups:edit                                ended group         →∅∅∅∅∅∅∅∅∅∅→  →∅∅∅∅∅∅∅∅∅∅→
groups:edit                                group               →––––✓–––✓–→  →––––»–––»–→
groups:new                                 -                   →––––✓–––✓–→  →––––?–––?–→
directions:new                             -                   →––––✓–––✓–→  →––––?–––?–→

# The ways in: the talk with the manager comes first
groups:wish                                group               →··········→  →»–»–»»–––»→
groups:wish                                storgrupp           →··········→  →––––––––––→
groups:queue                               full group          →··········→  →–»–»––»»»–→
groups:queue                               coordination group  →··········→  →––––––––––→
groups:requests                            -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:put_forward                         -                   →–✓–✓––✓✓✓–→  →–?–?––???–→
groups:request                             wish                →✓✓∅✓✓∅∅∅∅∅→  →··········→
groups:request                             foreign wish        →∅∅∅∅✓∅∅∅∅∅→  →··········→
groups:support                             wish                →··········→  →–»∅––∅∅∅∅∅→
groups:support                             stuck wish          →··········→  →–»∅∅»∅∅∅∅∅→
groups:support                             foreign wish        →··········→  →∅∅∅∅–∅∅∅∅∅→
groups:not_now                             wish                →··········→  →–»∅––∅∅∅∅∅→
groups:not_now                             foreign wish        →··········→  →∅∅∅∅–∅∅∅∅∅→
groups:welcome                             put forward         →··········→  →––∅»»∅∅∅∅∅→
groups:welcome                             foreign wish        →··········→  →∅∅∅∅»∅∅∅∅∅→
groups:decline                             put forward         →··········→  →––∅»»∅∅∅∅∅→
groups:decline                             foreign wish        →··········→  →∅∅∅∅»∅∅∅∅∅→
groups:accept                              offer               →··········→  →»»∅∅–∅∅∅∅∅→
groups:accept                              foreign wish        →··········→  →∅∅∅∅–∅∅∅∅∅→
groups:withdraw                            wish                →··········→  →»–∅––∅∅∅∅∅→
groups:withdraw                            put forward         →··········→  →»»∅––∅∅∅∅∅→
groups:withdraw                            foreign wish        →··········→  →∅∅∅∅–∅∅∅∅∅→

# Who sits where, and who says so
groups:appoint                             group               →–––✓✓–––––→  →–––??–––––→
groups:appoint                             foreign group       →––––✓–––––→  →––––?–––––→
groups:appoint                             coordination group  →––––––––✓–→  →––––––––?–→
groups:appoint                             steering group      →––––––––✓–→  →––––––––?–→
groups:appoint                             storgrupp           →––––––––––→  →––––––––––→
groups:appoint                             ended group         →∅∅∅∅∅∅∅∅∅∅→  →∅∅∅∅∅∅∅∅∅∅→
groups:release                             member's seat       →··········→  →––––»–––––→
groups:release                             foreign seat        →··········→  →––––»–––––→
groups:release                             coordinator's seat  →··········→  →––––––––»–→
groups:organisation                        -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:overview                            -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:river                               -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:my_people                           -                   →–✓–✓––✓✓✓–→  →··········→
groups:notices                             -                   →–✓–✓––✓✓✓–→  →··········→
groups:person                              person              →✓✓✓✓✓✓✓✓✓✓→  →··········→
groups:person                              who has left        →∅∅∅∅✓∅∅∅∅∅→  →··········→
first_day                                  -                   →––––✓–––✓✓→  →··········→
start_bodies                               -                   →··········→  →–––––––––»→

# Feedback
feedback:list                              -                   →✓✓✓✓✓✓✓✓✓✓→  →··········→
feedback:new_for_group                     group               →––✓✓––––––→  →––»»––––––→
feedback:new_for_group                     foreign group       →––––––––––→  →––––––––––→
feedback:new_for_group                     ended group         →––––––––––→  →––––––––––→
feedback:new_about_group                   foreign group       →✓✓✓✓✓✓✓✓✓✓→  →»»»»»»»»»»→
feedback:new_about_group                   ended group         →––––––––––→  →––––––––––→
feedback:new_about_direction               direction           →✓✓✓✓✓✓✓✓✓✓→  →»»»»»»»»»»→
feedback:detail                            own draft           →✓✓✓✓✓✓✓✓✓✓→  →··········→
feedback:detail                            own post            →✓✓✓✓✓✓✓✓✓✓→  →··········→
feedback:detail                            shared post         →✓✓✓✓✓✓✓✓✓✓→  →··········→
feedback:detail                            group's draft       →∅∅✓✓∅∅∅∅∅∅→  →··········→
feedback:detail                            group's post        →∅∅✓✓✓✓✓✓✓∅→  →··········→
feedback:detail                            foreign draft       →∅∅∅∅∅∅∅∅∅∅→  →··········→
feedback:detail                            foreign post        →∅∅∅∅✓✓✓✓✓∅→  →··········→
feedback:detail                            somebody's draft    →∅∅∅∅∅∅∅∅∅∅→  →··········→
feedback:detail                            somebody's post     →∅∅∅∅✓✓∅∅∅∅→  →··········→
feedback:edit                              own draft           →✓✓✓✓✓✓✓✓✓✓→  →»»»»»»»»»»→
feedback:edit                              own post            →––––––––––→  →––––––––––→
feedback:edit                              shared post         →––––––––––→  →––––––––––→
feedback:edit                              group's draft       →∅∅✓✓∅∅∅∅∅∅→  →∅∅»»∅∅∅∅∅∅→
feedback:edit                              group's post        →∅∅–––––––∅→  →∅∅–––––––∅→
feedback:edit                              foreign draft       →∅∅∅∅∅∅∅∅∅∅→  →∅∅∅∅∅∅∅∅∅∅→
feedback:edit                              foreign post        →∅∅∅∅–––––∅→  →∅∅∅∅–––––∅→
feedback:edit                              somebody's draft    →∅∅∅∅∅∅∅∅∅∅→  →∅∅∅∅∅∅∅∅∅∅→
feedback:complete                          own draft           →··········→  →»»»»»»»»»»→
feedback:complete                          own post            →··········→  →»»»»»»»»»»→
feedback:complete                          shared post         →··········→  →––––––––––→
feedback:complete                          group's draft       →··········→  →∅∅–»∅∅∅∅∅∅→
feedback:complete                          group's post        →··········→  →∅∅–»–––––∅→
feedback:complete                          foreign draft       →··········→  →∅∅∅∅∅∅∅∅∅∅→
feedback:complete                          foreign post        →··········→  →∅∅∅∅–––––∅→
feedback:complete                          somebody's draft    →··········→  →∅∅∅∅∅∅∅∅∅∅→
feedback:discard                           own draft           →··········→  →»»»»»»»»»»→
feedback:discard                           own post            →··········→  →––––––––––→
feedback:discard                           shared post         →··········→  →––––––––––→
feedback:discard                           group's draft       →··········→  →∅∅»»∅∅∅∅∅∅→
feedback:discard                           convener's draft    →··········→  →∅∅–»∅∅∅∅∅∅→
feedback:discard                           group's post        →··········→  →∅∅–––––––∅→
feedback:discard                           foreign draft       →··········→  →∅∅∅∅∅∅∅∅∅∅→
feedback:discard                           foreign post        →··········→  →∅∅∅∅–––––∅→
feedback:discard                           somebody's draft    →··········→  →∅∅∅∅∅∅∅∅∅∅→

# In and out; open to whoever comes
account_login                              -                   ✓»»»»»»»»»»✓  »»»»»»»»»»»»
account_request_login_code                 -                   ✓»»»»»»»»»»✓  »»»»»»»»»»»»
account_confirm_login_code                 -                   »»»»»»»»»»»»  »»»»»»»»»»»»
account_logout                             -                   »✓✓✓✓✓✓✓✓✓✓»  »»»»»»»»»»»»
account_inactive                           -                   ✓✓✓✓✓✓✓✓✓✓✓✓  ············
language                                   -                   ············  »»»»»»»»»»»»
demo                                       -                   ✓✓✓✓✓✓✓✓✓✓✓✓  ············
demo_sign_in_as                            demo person         ············  »»»»»»»»»»»»
demo_sign_in_as                            person              ············  ∅∅∅∅∅∅∅∅∅∅∅∅

# Behind the scenes: the house
admin:index                                -                   →––––✓✓–––✓→  →––––✓✓–––✓→
admin:login                                -                   →→→→→→→→→→→→  →→→→→→→→→→→→
admin:logout                               -                   →––––··–––·→  →––––✓✓–––✓→
admin:jsi18n                               -                   →––––✓✓–––✓→  →––––··–––·→
admin:autocomplete                         -                   →––––––––––→  →––––··–––·→
admin:app_list                             page                →––––✓✓–––∅→  →––––✓✓–––∅→
admin:app_list                             group's post        →––––✓✓–––∅→  →––––✓✓–––∅→
admin:app_list                             person              →––––∅∅–––✓→  →––––∅∅–––✓→
admin/(?P<url>.*)$                         page                →––––∅∅–––∅→  →––––∅∅–––∅→

# Behind the scenes: pages, for those who edit them
admin:portal_page_changelist               -                   →––––✓✓––––→  →––––✓✓––––→
admin:portal_page_add                      -                   →––––✓✓––––→  →––––»»––––→
admin:portal_page_change                   page                →––––✓✓––––→  →––––»»––––→
admin:portal_page_history                  page                →––––✓✓––––→  →––––✓✓––––→
admin:portal_page_delete                   page                →––––––––––→  →––––––––––→
admin/portal/page/<path:object_id>/        page                →––––»»–––»→  →––––»»–––»→

# Behind the scenes: the directory and the trail, for the technical administrator
admin:people_person_changelist             -                   →–––––––––✓→  →–––––––––✓→
admin:people_person_add                    -                   →–––––––––✓→  →–––––––––»→
admin:people_person_change                 person              →–––––––––✓→  →–––––––––»→
admin:people_person_history                person              →–––––––––✓→  →–––––––––✓→
admin:people_person_delete                 person              →––––––––––→  →––––––––––→
admin/people/person/<path:object_id>/      person              →––––»»–––»→  →––––»»–––»→
admin:people_unit_changelist               -                   →–––––––––✓→  →–––––––––✓→
admin:people_unit_add                      -                   →–––––––––✓→  →–––––––––»→
admin:people_unit_change                   unit                →–––––––––✓→  →–––––––––»→
admin:people_unit_history                  unit                →–––––––––✓→  →–––––––––✓→
admin:people_unit_delete                   unit                →––––––––––→  →––––––––––→
admin/people/unit/<path:object_id>/        unit                →––––»»–––»→  →––––»»–––»→
admin:people_act_changelist                -                   →–––––––––✓→  →–––––––––✓→
admin:people_act_add                       -                   →––––––––––→  →––––––––––→
admin:people_act_change                    act                 →–––––––––✓→  →––––––––––→
admin:people_act_history                   act                 →–––––––––✓→  →–––––––––✓→
admin:people_act_delete                    act                 →––––––––––→  →––––––––––→
admin/people/act/<path:object_id>/         act                 →––––»»–––»→  →––––»»–––»→

# Behind the scenes: the review queue, which knows no drafts
admin:feedback_feedback_changelist         -                   →––––✓✓––––→  →––––✓✓––––→
admin:feedback_feedback_add                -                   →––––––––––→  →––––––––––→
admin:feedback_feedback_change             group's post        →––––✓✓––––→  →––––»–––––→
admin:feedback_feedback_history            group's post        →––––✓✓––––→  →––––✓✓––––→
admin:feedback_feedback_delete             group's post        →––––––––––→  →––––––––––→
admin/feedback/feedback/<path:object_id>/  group's post        →––––»»–––»→  →––––»»–––»→
admin:feedback_feedback_change             own post            →––––✓✓––––→  →––––––––––→
admin:feedback_feedback_change             group's draft       →––––∅∅––––→  →––––∅∅––––→
admin:feedback_feedback_change             own draft           →––––∅∅––––→  →––––∅∅––––→
admin:feedback_feedback_history            group's draft       →––––∅∅–––∅→  →––––∅∅–––∅→
"""


# Who need not have signed in, and why not. Whatever else a stranger asks for, they sign in first.
OPEN_TO_STRANGERS = {
    "account_login": "the way in",
    "account_request_login_code": "the way in, by the name allauth calls it",
    "account_confirm_login_code": "where the code from the e-mail is written",
    "account_logout": "signing out twice does no harm, and leads home",
    "account_inactive": "tells somebody who no longer works here why they cannot enter",
    "language": "also the way in can be read in English",
    "demo": "the demo's way in; there is no such address outside it",
    "demo_sign_in_as": "the demo's way in; there is no such address outside it",
}


@dataclass(frozen=True)
class Row:
    route: str
    thing: str
    get: dict[str, str]  # role → mark
    post: dict[str, str]

    def expected(self, role: str, method: str) -> str:
        return self.post[role] if method == "POST" else self.get[role]


def _rows() -> list[Row]:
    _methods, _firsts, _seconds, *lines = MATRIX.strip("\n").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    route, thing, get, post = re.split(r"  +", line)
    return Row(route, thing, dict(zip(ROLES, get, strict=True)), dict(zip(ROLES, post, strict=True)))


ROWS = _rows()


def rows_of(route: str) -> list[Row]:
    return [row for row in ROWS if row.route == route]


def mark(response: Any) -> str:
    """The answer as the matrix writes it; what the matrix has no mark for, as the number it is."""
    if response.status_code == 302:
        return _where_to(response["Location"])
    return {200: "✓", 403: "–", 404: "∅", 405: "·", 422: "?"}.get(
        response.status_code, str(response.status_code)
    )


def _where_to(address: str) -> str:
    doors = tuple(f"{reverse(name)}?next=" for name in (settings.LOGIN_URL, "admin:login"))
    if address.startswith(doors):
        return "→"
    within = address.removeprefix("http://testserver")
    return "»" if within.startswith("/") and not within.startswith("//") else f"302 to {address}"
