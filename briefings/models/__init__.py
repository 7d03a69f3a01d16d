from briefings.models.briefing import Briefing

__all__ = [
    "Briefing",
]
