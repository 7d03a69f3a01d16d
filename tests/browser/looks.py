"""Every page that is looked at for accessibility, in the states that it can be in."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from people.models import Person
from tests.access.routes import ROUTES
from tests.browser import first
from tests.browser.scene import Scene
from tests.cast import World


@dataclass(frozen=True)
class Look:
    """One page in one state: its route, whom it is shown to, what it is about, what is done there first."""

    name: str
    who: str  # of the cast, or ANYONE
    route: str
    thing: str = ""
    more: str = ""  # the rest of the address
    first: Callable[[Page], None] | None = None
    status: int = 200

    def address(self, scene: Scene) -> str:
        if self.route not in ROUTES:
            return self.route
        return ROUTES[self.route].address(scene.the(self.thing) if self.thing else None) + self.more

    def person(self, world: World) -> Person | None:
        return None if self.who == ANYONE else getattr(world, self.who)


ANYONE = "anyone"
QUEUE, REVIEW = "admin:feedback_feedback_changelist", "admin:feedback_feedback_change"

AREAS: dict[str, list[Look]] = {
    "way in": [
        Look("sign in", ANYONE, "account_login"),
        Look("sign in, code asked for", ANYONE, "account_login", first=first.ask_for_a_code),
        Look("sign in, wrong code", ANYONE, "account_confirm_login_code", first=first.write_a_wrong_code),
        Look("demo", ANYONE, "demo"),
        Look("closed account", ANYONE, "account_inactive"),
        Look("sign out", "employee", "account_logout"),
        Look("no such page", "employee", "/nothing-here/", status=404),
        Look("not allowed", "employee", "admin:index", status=403),
    ],
    "home": [
        Look("home, without groups", "employee", "home"),
        Look("home, a manager without groups", "manager", "home"),
        Look("home, the menu open", "employee", "home", first=first.open_more),
        Look("home, with a draft to complete", "convener", "home"),
        Look("home, with feedback to review", "coordinator", "home"),
        Look("me", "convener", "me"),
        Look("me, without groups", "employee", "me"),
        Look("pages", "employee", "pages"),
        Look("page", "employee", "page", "page"),
        Look("page that has moved", "employee", "page", "moved page"),
    ],
    "directions": [
        Look("directions", "employee", "directions:list"),
        Look("directions, ended", "employee", "directions:list", more="?ended"),
        Look("direction", "employee", "directions:detail", "direction"),
        Look("direction, ended", "employee", "directions:detail", "handed over"),
    ],
    "stages": [
        Look("direction, overdue", "coordinator", "directions:detail", "overdue direction"),
        Look("direction to change", "coordinator", "directions:edit", "direction"),
        Look("lineage of a direction", "coordinator", "directions:lineage", "direction"),
        Look("stage", "convener", "directions:stage", "stage"),
        Look("stage, overdue", "coordinator", "directions:stage", "overdue stage"),
        Look("stage, reconsidered", "employee", "directions:stage", "decided stage"),
        Look("stage to open", "coordinator", "directions:open_stage", "direction"),
        Look(
            "stage to open, sent empty",
            "coordinator",
            "directions:open_stage",
            "direction",
            "",
            first.send_nothing,
        ),
        Look("stage to change", "coordinator", "directions:edit_stage", "stage"),
        Look("reconsider", "coordinator", "groups:reconsider", "stage"),
        Look("reconsider, sent empty", "coordinator", "groups:reconsider", "stage", "", first.decide_nothing),
        Look(
            "reconsider, each with more to say",
            "coordinator",
            "groups:reconsider",
            "stage",
            "",
            first.all_new,
        ),
        Look("suggest", "convener", "groups:suggest", "group"),
        Look("present", "convener", "groups:present", "stage"),
        Look("presentation", "convener", "groups:edit_presentation", "presentation"),
        Look("what they said", "coordinator", "groups:record_presentation", "heard presentation"),
        Look("group to end", "coordinator", "groups:end", "group"),
        Look("direction to end", "coordinator", "groups:end_direction", "direction"),
        Look("lineage of a group", "coordinator", "groups:lineage", "linked group"),
        Look("asked to come along", "member", "groups:request", "asked along"),
    ],
    "meetings": [
        Look("meeting", "convener", "groups:meeting", "meeting"),
        Look("meeting, held", "storgrupp_member", "groups:meeting", "held meeting"),
        Look("meeting, as a stranger to the group", "employee", "groups:meeting", "foreign meeting"),
        Look("meeting to plan", "coordinator", "groups:plan_meeting", "storgrupp"),
        Look("meeting, sent empty", "convener", "groups:plan_meeting", "group", "", first.send_nothing),
        Look("meeting to change", "convener", "groups:edit_meeting", "meeting"),
        Look("notes", "convener", "groups:write_notes", "meeting"),
        Look("group, with meetings", "convener", "groups:detail", "group"),
    ],
    "plan and learned": [
        Look("learned", "employee", "groups:learned"),
        Look("learned, searched", "employee", "groups:learned", more="?q=svinnet"),
        Look("learned, nothing found", "employee", "groups:learned", more="?q=rymdraket"),
        Look("group to start, what is like it", "coordinator", "groups:new", first=first.name_what_was_tried),
        Look("plan, nothing yet", "coordinator", "directions:plan"),
        Look("plan to begin", "coordinator", "directions:revise_plan"),
        Look("plan", "employee", "directions:plan_revision", "revised plan"),
        Look("plan, as it holds", "communicator", "directions:plan"),
        Look("plan, what changed", "employee", "directions:plan_changes", "revised plan"),
        Look("plan to revise", "communicator", "directions:revise_plan"),
        Look(
            "plan to revise, sent empty", "communicator", "directions:revise_plan", first=first.send_nothing
        ),
    ],
    "year": [
        Look("year", "convener", "groups:year"),
        Look("year, one's own, nothing in it", "employee", "groups:year", more="?mine"),
        Look("year of a stage's end", "coordinator", "groups:year_of", "stage"),
        Look("my calendar, without an address", "employee", "groups:my_calendar"),
        Look("my calendar", "employee", "groups:my_calendar", first=first.make_an_address),
    ],
    "groups": [
        Look("groups", "employee", "groups:list"),
        Look("groups, ended", "employee", "groups:list", more="?ended=on"),
        Look("groups, none matches", "employee", "groups:list", more="?kind=learning_forum"),
        Look("groups, no such choice", "employee", "groups:list", more="?direction=nowhere"),
        Look("groups, after a swap", "employee", "groups:list", first=first.choose_a_kind_without_groups),
        Look("group, through the manager", "employee", "groups:detail", "foreign group"),
        Look("group, open", "manager", "groups:detail", "group"),
        Look("group, just joined", "manager", "groups:detail", "foreign group", first=first.press_the_door),
        Look("group, as a member", "member", "groups:detail", "group"),
        Look("group, full", "manager", "groups:detail", "full group"),
        Look("group, ended", "employee", "groups:detail", "succeeded group"),
        Look("storgrupp", "manager", "groups:detail", "storgrupp"),
        Look("coordination group", "employee", "groups:detail", "coordination group"),
        Look("steering group", "director", "groups:detail", "steering group"),
        Look("Ledarforum", "manager", "groups:detail", "ledarforum"),
    ],
    "ways in": [
        Look("on the way in, nobody", "outsider", "groups:requests"),
        Look("on the way in", "coordinator", "groups:requests"),
        Look("a wish, as its manager", "manager", "groups:request", "wish"),
        Look("a wish, as who wishes", "employee", "groups:request", "wish"),
        Look("put forward, as the convener", "convener", "groups:request", "cook put forward"),
        Look("a held seat", "employee", "groups:request", "offer"),
        Look("a no with its reason", "employee", "groups:request", "not now"),
        Look("put forward", "manager", "groups:put_forward"),
        Look("put forward, sent empty", "manager", "groups:put_forward", first=first.send_nothing),
        Look("my people", "manager", "groups:my_people"),
        Look("notices to print", "manager", "groups:notices"),
        Look("group, asked", "employee", "groups:detail", "group"),
    ],
    "who sits where": [
        Look("organisation", "coordinator", "groups:organisation"),
        Look("overview", "storgrupp_member", "groups:overview"),
        Look("somebody", "coordinator", "groups:person", "person"),
        Look("appoint a convener", "coordinator", "groups:appoint", "group"),
        Look("appoint a coordinator", "director", "groups:appoint", "coordination group"),
        Look(
            "appoint, sent empty", "director", "groups:appoint", "coordination group", "", first.send_nothing
        ),
        Look("group to change", "coordinator", "groups:edit", "group"),
        Look("group to start", "coordinator", "groups:new"),
        Look("direction to start", "director", "directions:new"),
        Look("first day", "administrator", "first_day"),
    ],
    "river": [
        Look("river", "employee", "groups:river"),
        Look("river, a year", "employee", "groups:river", more="?year=2020"),
        Look("river, no such part", "employee", "groups:river", more="?direction=nowhere"),
    ],
    "feedback": [
        Look("feedback", "convener", "feedback:list"),
        Look("feedback, nothing yet", "administrator", "feedback:list", more="?page=9"),
        Look("draft, to complete", "convener", "feedback:detail", "member's draft"),
        Look("draft, as its writer", "member", "feedback:detail", "member's draft"),
        Look("waiting post", "employee", "feedback:detail", "late post"),
        Look("answered post", "member", "feedback:detail", "answered post"),
        Look("form for the group", "member", "feedback:new_for_group", "group"),
        Look(
            "form for the group, sent empty",
            "member",
            "feedback:new_for_group",
            "group",
            "",
            first.send_nothing,
        ),
        Look("form about a group", "employee", "feedback:new_about_group", "group"),
        Look("form about a direction", "employee", "feedback:new_about_direction", "direction"),
        Look(
            "form, sent empty",
            "employee",
            "feedback:new_about_direction",
            "direction",
            "",
            first.send_nothing,
        ),
        Look("form, going on", "convener", "feedback:edit", "member's draft"),
        Look("form, previewed", "member", "feedback:new_for_group", "group", "", first.preview),
    ],
    "the way back": [
        Look("one's own, answered and replied to", "member", "feedback:detail", "travelled post"),
        Look("to read and answer", "storgrupp_member", "feedback:detail", "travelled post"),
        Look("answered, in the body", "director", "feedback:detail", "travelled post"),
        Look("reply, sent empty", "director", "feedback:detail", "travelled post", "", first.send_nothing),
        Look("sent to the storgrupp", "storgrupp_member", "feedback:sent_to", "storgrupp"),
        Look("sent to it, nothing found", "storgrupp_member", "feedback:sent_to", "storgrupp", "?kind=idea"),
        Look("answer", "storgrupp_member", "feedback:answer", "storgrupp's receipt"),
        Look(
            "answer, empty",
            "storgrupp_member",
            "feedback:answer",
            "storgrupp's receipt",
            "",
            first.send_nothing,
        ),
        Look("correction", "convener", "feedback:correct", "corrected post"),
        Look(
            "correction, nothing new",
            "convener",
            "feedback:correct",
            "corrected post",
            "",
            first.send_nothing,
        ),
        Look("versions", "convener", "feedback:versions", "corrected post"),
    ],
    "review": [
        Look("admin", "coordinator", "admin:index"),
        Look("queue", "coordinator", QUEUE),
        Look("queue, nothing found", "coordinator", QUEUE, more="?q=zzz"),
        Look("queue, everything", "communicator", QUEUE, more="?state=all"),
        Look("queue, a saved view", "coordinator", QUEUE, more="?kind=idea"),
        Look("queue, the figures opened", "coordinator", QUEUE, first=first.open_all),
        Look("view to save", "coordinator", "admin:feedback_view_keep", more="?kind=question"),
        Look("view to save, sent empty", "coordinator", "admin:feedback_view_keep", first=first.name_nothing),
        Look("review", "coordinator", REVIEW, "late post"),
        Look("review, drafted and assigned", "coordinator", REVIEW, "drafted post"),
        Look("review, empty", "coordinator", REVIEW, "late post", "", first.publish_nothing),
        Look("review, in conflict", "coordinator", REVIEW, "drafted post", "", first.be_late),
        Look("review, answered", "coordinator", REVIEW, "answered post"),
        Look("review, one's own", "coordinator", REVIEW, "coordinator's post"),
        Look("review, not a coordinator", "communicator", REVIEW, "late post"),
    ],
    "editing": [
        Look("admin, as an editor", "communicator", "admin:index"),
        Look("pages to edit", "communicator", "admin:portal_page_changelist"),
        Look("page to write", "communicator", "admin:portal_page_add"),
        Look("page to edit", "communicator", "admin:portal_page_change", "page"),
        Look("page's history", "communicator", "admin:portal_page_history", "page"),
    ],
    "directory": [
        Look("admin, as administrator", "administrator", "admin:index"),
        Look("people", "administrator", "admin:people_person_changelist"),
        Look("person to add", "administrator", "admin:people_person_add"),
        Look("person", "administrator", "admin:people_person_change", "person"),
        Look("units", "administrator", "admin:people_unit_changelist"),
        Look("unit to add", "administrator", "admin:people_unit_add"),
        Look("unit", "administrator", "admin:people_unit_change", "unit"),
        Look("acts", "administrator", "admin:people_act_changelist"),
        Look("act", "administrator", "admin:people_act_change", "act"),
    ],
}

LOOKS = [look for looks in AREAS.values() for look in looks]

# What must be on the pages before anybody looks.
STANDING = [
    "handed over",
    "succeeded group",
    "member's draft",
    "late post",
    "answered post",
    "travelled post",
    "drafted post",
    "coordinator's view",
    "page",
    "wish",
    "not now",
    "cook put forward",
    "overdue stage",
    "decided stage",
    "linked group",
]
