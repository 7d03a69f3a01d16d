from workshops.models.answer import Answer
from workshops.models.mark import Mark
from workshops.models.participant import Participant
from workshops.models.theme import Theme
from workshops.models.workshop import Audience, State, Workshop

__all__ = ["Answer", "Audience", "Mark", "Participant", "State", "Theme", "Workshop"]
