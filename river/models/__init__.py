from river.models.calendar_key import CalendarKey

__all__ = [
    "CalendarKey",
]
