"""What a page must never do, written down while it does it."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# Chromium says so by itself, but only sometimes on the console: the event never fails to come.
TELL_OF_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`violates ${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`))
"""
POLICY = ("Refused to", "violates", "Content Security Policy")
ABANDONED = "net::ERR_ABORTED"  # the visitor went on to another page before this was there
AWAY = "net::ERR_INTERNET_DISCONNECTED"  # the test has taken the network away


class Watch:
    """Follows browser contexts and collects what went wrong in them, in words."""

    def __init__(self, home: str, abroad: list[str]) -> None:
        self.home, self.abroad = home, abroad
        self.faults: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.add_init_script(TELL_OF_VIOLATIONS)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("request", self._see_request)
        context.on("requestfailed", self._see_failure)
        context.on("response", self._see_response)

    def _hear(self, message: ConsoleMessage) -> None:
        """Answers of 4xx are on the console too; `_see_response` knows which of them are a page's own."""
        if message.text.startswith("Failed to load resource"):
            return
        if message.type == "error" or any(word in message.text for word in POLICY):
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:")) and not self._is_abroad(request):
            self.faults.append(f"third party: {request.url}")

    def _see_failure(self, request: Request) -> None:
        if request.failure not in {ABANDONED, AWAY} and not self._is_abroad(request):
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def _is_abroad(self, request: Request) -> bool:
        """To others whom the test leads to, or from them."""
        places = tuple(self.abroad)
        return request.url.startswith(places) or request.headers.get("referer", "").startswith(places)

    def _see_response(self, response: Response) -> None:
        """A page may be a 404, a 403, a form sent back (422), or say that another is away (503). What it is
        made of may not.
        """
        is_page = response.request.is_navigation_request()
        if response.status >= 400 and not (is_page and (response.status < 500 or response.status == 503)):
            self.faults.append(f"answered {response.status}: {response.url}")
