"""Web addresses in a line are links on a page, and their host alone in a list or a sentence."""

import pytest

from ui.addresses import SHORT, in_short, with_links

JOIN = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_"
TEAMS = JOIN + "Nz" * 900 + "%40thread.v2/0?context=%7b%7d"
LINK = f'<a href="{TEAMS}" rel="noreferrer">teams.microsoft.com</a>'


@pytest.mark.parametrize(
    ("line", "page", "short"),
    [
        (TEAMS, LINK, "teams.microsoft.com"),
        (f"Teams: {TEAMS}", f"Teams: {LINK}", "Teams: teams.microsoft.com"),
        (f"Rum 4 ({TEAMS}).", f"Rum 4 ({LINK}).", "Rum 4 (teams.microsoft.com)."),
        ("Rum 4, <i>", "Rum 4, &lt;i&gt;", "Rum 4, <i>"),
        ("javascript:alert(1)", "javascript:alert(1)", "javascript:alert(1)"),
        ("ftp://a.example/x data:text/html,x", "ftp://a.example/x data:text/html,x", None),
        ("https:// https://[x", "https:// https://[x", None),
        ('http://a.example/"onclick=x', '<a href="http://a.example/" rel="noreferrer">a.example</a>', None),
        (
            "HTTPS://teams.example@Ond.example/",
            '<a href="HTTPS://teams.example@Ond.example/" rel="noreferrer">ond.example</a>',
            "ond.example",
        ),
        ("", "", ""),
        ("å" * 200, "å" * 200, "å" * (SHORT - 1) + "…"),
    ],
)
def test_address_is_a_link_and_short_in_a_list(line: str, page: str, short: str | None) -> None:
    assert with_links(line).startswith(page)
    assert short is None or in_short(line) == short
    assert len(in_short(line)) <= SHORT
