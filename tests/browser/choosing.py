from playwright.sync_api import FilePayload, Page


def choose_a_drawing(page: Page) -> None:
    """A file that is refused, in a form that is sent."""
    drawing = FilePayload(name="ritning.svg", mimeType="image/svg+xml", buffer=b"<svg/>")
    page.locator("#id_attachments").set_input_files(drawing)
    page.locator("main .form button").first.click()
    page.locator("#id_attachments_error").first.wait_for()
