"""What is done on a page before it is looked at: `first` of a Look."""

import re

from playwright.sync_api import FilePayload, Page, expect


def ask_for_a_code(page: Page) -> None:
    page.locator("#id_email").fill("nobody@service.example")
    page.locator("main .sheet button").click()
    page.locator("#id_code").wait_for()


def write_a_wrong_code(page: Page) -> None:
    page.locator("#id_code").fill("WRONG1")
    page.locator("main .sheet button").first.click()
    page.locator(".field__error").wait_for()


def make_codes(page: Page) -> None:
    page.locator("form[action$='/codes/make/'] button").click()
    page.locator("ol code").first.wait_for()


def send_nothing(page: Page) -> None:
    """Past the browser's own check, as whoever has none would send it."""
    page.locator("main .form").evaluate("form => form.noValidate = true")
    page.locator("main .form button").first.click()
    page.locator(".field__error").first.wait_for()


def write_a_part_of_a_name(page: Page) -> None:
    page.locator("#id_person").press_sequentially("kar")
    page.locator("#id_person_found .choice").first.wait_for()


def show_the_days(page: Page) -> None:
    for name, typed in {"first": "2027-02-02", "begins": "13:00", "ends": "15:00", "times": "4"}.items():
        page.locator(f"#id_{name}").fill(typed)
    page.locator('[name="show"]').click()
    page.locator('[name="days"]').first.wait_for()


def preview(page: Page) -> None:
    page.locator("#id_text").fill("Vi **vill** prova.")
    page.locator("button[name=preview]").click()
    page.locator("#preview .prose").wait_for()


def press_the_door(page: Page) -> None:
    page.locator("#door").click()
    page.locator("#messages .notice").wait_for()


def choose_a_kind_without_groups(page: Page) -> None:
    if not page.locator("#id_kind").is_visible():
        page.locator(".filter__more > summary").click()  # folded on a phone
    page.locator("#id_kind").select_option("learning_forum")
    page.locator("#results .empty").wait_for()


def name_what_was_tried(page: Page) -> None:
    page.locator("#id_name").press_sequentially("Svinnet i köken")
    expect(page.locator("#tried li")).to_have_count(1)


def open_more(page: Page) -> None:
    """The phone's bar has it, and on a wide screen the main menu."""
    page.locator("[popovertarget=more]:visible").click()
    expect(page.locator("#more")).to_be_visible()


def decide_nothing(page: Page) -> None:
    page.locator("main form.reconsideration").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name=re.compile("^(Besluta|Decide)$")).click()
    page.locator(".field__error").first.wait_for()


def all_new(page: Page) -> None:
    for part in page.locator("details.part").all():
        part.evaluate("part => { part.removeAttribute('name'); part.open = true }")
    for choice in page.locator('[value="start_new"]').all():
        choice.check()


def make_an_address(page: Page) -> None:
    page.locator("main .empty button").click()
    page.locator("#address").wait_for()


def empty_the_title(page: Page) -> None:
    page.locator("#id_title").fill("")
    send_nothing(page)


def be_late(page: Page) -> None:
    """As if somebody had saved another version since the form was opened."""
    page.locator("[name=version]").evaluate("field => field.value = 0")
    page.locator("#id_text").fill("## Mat för framtiden\n\n- Kön blev kortare.")
    page.locator("main .form .actions button:not([type=button])").first.click()
    page.locator(".comparison").wait_for()


def be_late_with_the_draft(page: Page) -> None:
    """As if somebody in the group had saved the draft since this page was opened."""
    page.locator("[name=version]").evaluate("field => field.value = 9")
    page.locator("#id_text").fill("Kön blev kortare.")
    page.locator("main .form .actions button:not([type=button])").first.click()
    page.locator(".field__error").first.wait_for()


def let_it_expire(page: Page) -> None:
    """As after signing in anew in another tab: what was written comes back, to copy."""
    page.locator("main .form [name=csrfmiddlewaretoken]").evaluate("field => field.value = 'x'.repeat(64)")
    page.locator("#id_title").fill("Kön blev kortare")
    page.locator("#id_text").fill("Kön blev kortare, och ingen sprang.")
    page.locator("main input[type=radio]").first.check()
    page.locator("main .form [name=save_as]").first.click()
    page.locator(".typed").wait_for()


def choose_nothing(page: Page) -> None:
    page.locator("main .form").evaluate("form => form.querySelector('select').removeAttribute('name')")
    page.locator("main .form button").first.click()
    page.locator(".field__error").first.wait_for()


def stop(page: Page) -> None:
    page.locator("main .actions button").click()
    expect(page.locator("main .actions button")).to_have_count(0)


def follow(page: Page) -> None:
    page.locator("#follow button").click()
    expect(page.locator("#announced")).not_to_be_empty()


def choose_a_drawing(page: Page) -> None:
    """A file that is refused, in a form that is sent."""
    drawing = FilePayload(name="ritning.svg", mimeType="image/svg+xml", buffer=b"<svg/>")
    page.locator("#id_attachments").set_input_files(drawing)
    page.locator("main .form button").first.click()
    page.locator("#id_attachments_error").first.wait_for()


def open_all(page: Page) -> None:
    for summary in page.locator("main summary:visible").all():
        summary.click()


def name_nothing(page: Page) -> None:
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.locator("main form button").click()
    page.locator(".field__error").wait_for()


def publish_nothing(page: Page) -> None:
    page.locator('[value="publish"]').click()
    page.locator(".field__error").wait_for()


def preview_the_answer(page: Page) -> None:
    page.locator("#id_answer").fill("Ja, prova i **tre** kök:\n\n- skolans\n- äldreboendets")
    page.locator("button[name=preview]").click()
    page.locator("#preview .prose").wait_for()


def answer_the_text_before(page: Page) -> None:
    """As if it had been corrected since this page was opened."""
    page.locator('[name="text_version"]').evaluate("field => field.value = 1")
    page.locator("#id_answer").fill("Ja, prova.")
    page.locator('[value="publish"]').click()
    page.locator(".review__conflict").wait_for()


def be_late_with_the_review(page: Page) -> None:
    """As if a colleague had saved since this page was opened."""
    page.locator('[name="answer_version"], [name="review_version"]').evaluate_all(
        "fields => fields.forEach(field => field.value = 0)"
    )
    page.locator("#id_answer").fill("Vi prövar i fem kök.")
    page.locator("#id_note").fill("Ring köket.")
    page.locator('[value="save"]').click()
    page.locator(".review__conflict").wait_for()
