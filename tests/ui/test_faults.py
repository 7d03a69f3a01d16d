"""What stands in the way of a form, as the list above it says it."""

import pytest

from ui.faults import Fault


@pytest.mark.parametrize(
    ("label", "lead"), [("Rubrik", "Rubrik:"), ("Trygga platser: Varför?", "Trygga platser: Varför?")]
)
def test_label_that_asks_is_not_followed_by_a_colon(label: str, lead: str) -> None:
    assert Fault("id_why", label, "Skriv varför.").lead == lead
