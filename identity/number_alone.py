"""What is kept of an account in the organisation, whichever way it is spoken with: its number."""

from allauth.socialaccount import app_settings


def number_of(said: object) -> str:
    """What the organisation says is the number, as it is kept. Raises ValueError when that is none."""
    number = str(said) if isinstance(said, str | int) else ""
    if not (number.isprintable() and 0 < len(number) <= app_settings.UID_MAX_LENGTH):
        raise ValueError("the organisation does not say who it is")
    return number


class NumberAlone:
    """For a provider of allauth's, which else keeps what is said of whoever comes."""

    def extract_extra_data(self, data: object) -> dict[str, object]:
        return {}

    def extract_common_fields(self, data: object) -> dict[str, object]:
        return {}

    def extract_email_addresses(self, data: object) -> list[object]:
        return []  # or allauth would find people by them, or keep them
