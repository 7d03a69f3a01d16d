class BackupError(Exception):
    """Why a backup is not made or not restored, as a sentence for whoever runs the portal."""
