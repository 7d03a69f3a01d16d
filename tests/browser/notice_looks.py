"""How notices, what one follows and the outbox look."""

from playwright.sync_api import Page, expect

from tests.browser.look import ANYONE, Look


def _choose_nothing(page: Page) -> None:
    page.locator("main .form").evaluate("form => form.querySelector('select').removeAttribute('name')")
    page.locator("main .form button").first.click()
    page.locator(".field__error").first.wait_for()


def _stop(page: Page) -> None:
    page.locator("main .actions button").click()
    expect(page.locator("main .actions button")).to_have_count(0)


def _follow(page: Page) -> None:
    page.locator("#follow button").click()
    expect(page.locator("#follow [role=status]")).not_to_be_empty()


NOTICES = [
    Look("notices", "member", "notices"),
    Look("notices, none", "administrator", "notices"),
    Look("notice settings", "member", "notice_settings"),
    Look("notice settings, sent empty", "member", "notice_settings", first=_choose_nothing),
    Look("stop mail", ANYONE, "stop_notices", "notice"),
    Look("stop mail, done", ANYONE, "stop_notices", "notice", first=_stop),
    Look("group, just followed", "employee", "groups:detail", "group", first=_follow),
    Look("me, with follows", "member", "me", "follow"),
    Look("outbox", "administrator", "admin:people_notice_changelist"),
    Look(
        "outbox, in doubt",
        "administrator",
        "admin:people_notice_changelist",
        more="?mail__exact=uncertain",
    ),
    Look("notice on its way", "administrator", "admin:people_notice_change", "notice"),
]
