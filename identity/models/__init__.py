from identity.models.refusal import Reason, Refusal

__all__ = ["Reason", "Refusal"]
