from files.models.attachment import Attachable, Attachment

__all__ = [
    "Attachable",
    "Attachment",
]
