from identity.models.one_time_link import OneTimeLink
from identity.models.refusal import Reason, Refusal

__all__ = ["OneTimeLink", "Reason", "Refusal"]
