"""The product's own settings, in an environment fit for tests."""

import os

os.environ.setdefault("RIKTNING_SECRET_KEY", "for tests only")
os.environ.setdefault("RIKTNING_DEMO", "1")

from portal.settings import *  # noqa: F403
