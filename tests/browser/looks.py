"""Every page that is looked at for accessibility, in the states that it can be in."""

import re

from playwright.sync_api import Page, expect

from tests.browser.look import ANYONE, Look
from tests.browser.notice_looks import NOTICES


def _ask_for_a_code(page: Page) -> None:
    page.locator("#id_email").fill("nobody@service.example")
    page.locator("main .sheet button").click()
    page.locator("#id_code").wait_for()


def _write_a_wrong_code(page: Page) -> None:
    page.locator("#id_code").fill("WRONG1")
    page.locator("main .sheet button").first.click()
    page.locator(".field__error").wait_for()


def _send_nothing(page: Page) -> None:
    """Past the browser's own check, as whoever has none would send it."""
    page.locator("main .form").evaluate("form => form.noValidate = true")
    page.locator("main .form button").first.click()
    page.locator(".field__error").first.wait_for()


def _press_the_door(page: Page) -> None:
    page.locator("#door").click()
    page.locator("#messages .notice").wait_for()


def _choose_a_kind_without_groups(page: Page) -> None:
    page.locator("#id_kind").select_option("learning_forum")
    page.locator("#results .empty").wait_for()


def _name_what_was_tried(page: Page) -> None:
    page.locator("#id_name").press_sequentially("Svinnet i köken")
    expect(page.locator("#tried li")).to_have_count(1)


def _open_more(page: Page) -> None:
    """The phone's bar has it; on a wide screen there is nothing to open."""
    if page.locator(".tabbar").is_visible():
        page.locator("[popovertarget=more]").click()
        expect(page.locator("#more")).to_be_visible()


def _decide_nothing(page: Page) -> None:
    page.locator("main form.reconsideration").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name=re.compile("^(Besluta|Decide)$")).click()
    page.locator(".field__error").first.wait_for()


def _all_new(page: Page) -> None:
    for choice in page.locator('[value="start_new"]').all():
        choice.check()


def _make_an_address(page: Page) -> None:
    page.locator("main .empty button").click()
    page.locator("#address").wait_for()


AREAS: dict[str, list[Look]] = {
    "way in": [
        Look("sign in", ANYONE, "account_login"),
        Look("sign in, code asked for", ANYONE, "account_login", first=_ask_for_a_code),
        Look("sign in, wrong code", ANYONE, "account_confirm_login_code", first=_write_a_wrong_code),
        Look("demo", ANYONE, "demo"),
        Look("closed account", ANYONE, "account_inactive"),
        Look("sign out", "employee", "account_logout"),
        Look("no such page", "employee", "/nothing-here/", status=404),
        Look("not allowed", "employee", "admin:index", status=403),
    ],
    "home": [
        Look("home, without groups", "employee", "home"),
        Look("home, a manager without groups", "manager", "home"),
        Look("home, the menu open", "employee", "home", first=_open_more),
        Look("home, with a draft to complete", "convener", "home"),
        Look("home, with feedback to review", "coordinator", "home"),
        Look("me", "convener", "me"),
        Look("me, without groups", "employee", "me"),
        Look("pages", "employee", "pages"),
        Look("page", "employee", "page", "page"),
        Look("page that has moved", "employee", "page", "moved page"),
    ],
    "notices": NOTICES,
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
            _send_nothing,
        ),
        Look("stage to change", "coordinator", "directions:edit_stage", "stage"),
        Look("reconsider", "coordinator", "groups:reconsider", "stage"),
        Look("reconsider, sent empty", "coordinator", "groups:reconsider", "stage", "", _decide_nothing),
        Look("reconsider, each with more to say", "coordinator", "groups:reconsider", "stage", "", _all_new),
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
        Look("meeting, sent empty", "convener", "groups:plan_meeting", "group", "", _send_nothing),
        Look("meeting to change", "convener", "groups:edit_meeting", "meeting"),
        Look("notes", "convener", "groups:write_notes", "meeting"),
        Look("group, with meetings", "convener", "groups:detail", "group"),
    ],
    "plan and learned": [
        Look("learned", "employee", "groups:learned"),
        Look("learned, searched", "employee", "groups:learned", more="?q=svinnet"),
        Look("learned, nothing found", "employee", "groups:learned", more="?q=rymdraket"),
        Look("group to start, what is like it", "coordinator", "groups:new", first=_name_what_was_tried),
        Look("plan, nothing yet", "coordinator", "directions:plan"),
        Look("plan to begin", "coordinator", "directions:revise_plan"),
        Look("plan", "employee", "directions:plan_revision", "revised plan"),
        Look("plan, as it holds", "communicator", "directions:plan"),
        Look("plan, what changed", "employee", "directions:plan_changes", "revised plan"),
        Look("plan to revise", "communicator", "directions:revise_plan"),
        Look("plan to revise, sent empty", "communicator", "directions:revise_plan", first=_send_nothing),
    ],
    "year": [
        Look("year", "convener", "groups:year"),
        Look("year, one's own, nothing in it", "employee", "groups:year", more="?mine"),
        Look("year of a stage's end", "coordinator", "groups:year_of", "stage"),
        Look("my calendar, without an address", "employee", "groups:my_calendar"),
        Look("my calendar", "employee", "groups:my_calendar", first=_make_an_address),
    ],
    "groups": [
        Look("groups", "employee", "groups:list"),
        Look("groups, ended", "employee", "groups:list", more="?ended=on"),
        Look("groups, none matches", "employee", "groups:list", more="?kind=learning_forum"),
        Look("groups, no such choice", "employee", "groups:list", more="?direction=nowhere"),
        Look("groups, after a swap", "employee", "groups:list", first=_choose_a_kind_without_groups),
        Look("group, through the manager", "employee", "groups:detail", "foreign group"),
        Look("group, open", "manager", "groups:detail", "group"),
        Look("group, just joined", "manager", "groups:detail", "foreign group", first=_press_the_door),
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
        Look("put forward, sent empty", "manager", "groups:put_forward", first=_send_nothing),
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
        Look("appoint, sent empty", "director", "groups:appoint", "coordination group", "", _send_nothing),
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
            "form for the group, sent empty", "member", "feedback:new_for_group", "group", "", _send_nothing
        ),
        Look("form about a group", "employee", "feedback:new_about_group", "group"),
        Look("form about a direction", "employee", "feedback:new_about_direction", "direction"),
        Look("form, sent empty", "employee", "feedback:new_about_direction", "direction", "", _send_nothing),
        Look("form, going on", "convener", "feedback:edit", "member's draft"),
    ],
    "review": [
        Look("admin", "coordinator", "admin:index"),
        Look("queue", "coordinator", "admin:feedback_feedback_changelist"),
        Look("queue, nothing found", "coordinator", "admin:feedback_feedback_changelist", more="?q=zzz"),
        Look("queue, everything", "communicator", "admin:feedback_feedback_changelist", more="?state=all"),
        Look("review", "coordinator", "admin:feedback_feedback_change", "late post"),
        Look("review, answered", "coordinator", "admin:feedback_feedback_change", "answered post"),
        Look("review, one's own", "coordinator", "admin:feedback_feedback_change", "coordinator's post"),
        Look("review, not a coordinator", "communicator", "admin:feedback_feedback_change", "late post"),
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
    "notice",
    "follow",
    "handed over",
    "succeeded group",
    "member's draft",
    "late post",
    "answered post",
    "page",
    "wish",
    "not now",
    "cook put forward",
    "overdue stage",
    "decided stage",
    "linked group",
]
