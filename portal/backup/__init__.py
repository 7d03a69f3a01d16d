"""Copying everything the portal keeps into one file, and getting it back (`docs/backup.md`).

A backup is a tar: the database as its own engine copies it, the attached files, and last of all a manifest
with a checksum of each member and of each table. It may be sealed with age for those who hold a key.
"""
