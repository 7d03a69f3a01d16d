"""The product's own settings, in an environment fit for tests."""

import os

os.environ.setdefault("RIKTNING_SECRET_KEY", "for tests only")
os.environ.setdefault("RIKTNING_DEMO", "1")
os.environ.setdefault("RIKTNING_DATABASE_POOL", "0")

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES, STATE_DIR

# A file, as in real life: several connections at once, with real locks between them.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": STATE_DIR / "test.sqlite3"}
