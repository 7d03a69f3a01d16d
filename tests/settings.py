"""The product's own settings, in an environment fit for tests."""

import os
import sys
from pathlib import Path
from tempfile import gettempdir

os.environ["RIKTNING_ENV_FILE"] = ""  # nobody's own settings: neither here nor in processes that tests start
os.environ.setdefault("RIKTNING_SECRET_KEY", "for tests only")
os.environ.setdefault("RIKTNING_DEMO", "1")
os.environ.setdefault("RIKTNING_DATABASE_POOL", "0")
# The organisation's own sign-in is there beside the codes; nobody listens where it is said to be.
os.environ.setdefault("RIKTNING_OIDC_ISSUER", "http://127.0.0.1:9")
os.environ.setdefault("RIKTNING_OIDC_CLIENT_ID", "riktning")
os.environ.setdefault("RIKTNING_OIDC_CLIENT_SECRET", "between us")
os.environ.setdefault("RIKTNING_SAML_METADATA", "http://127.0.0.1:9/metadata")
os.environ.setdefault("RIKTNING_SAML_NAME", "SAML")

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES
from tests.kept_database import kept_database

INSTALLED_APPS += ["django_migration_linter"]  # tests/test_migrations.py asks it
WHITENOISE = "whitenoise.middleware.WhiteNoiseMiddleware"

# A file, as in real life: several connections at once, with real locks between them. One for each
# process, so that two runs side by side do not meet, unless it is kept (workers inherit its name).
if "--reuse-db" in sys.argv:
    os.environ["RIKTNING_TEST_DATABASE"] = str(kept_database())
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    own = Path(gettempdir()) / f"riktning-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("RIKTNING_TEST_DATABASE", own)}

# Attached files too: a folder for each process (tests/conftest.py throws it away).
ATTACHMENTS_DIR = Path(gettempdir()) / f"riktning-test-{os.getpid()}-files"
STORAGES["attachments"]["OPTIONS"]["location"] = ATTACHMENTS_DIR

MIDDLEWARE = [name.replace(WHITENOISE, "tests.static_files.StaticFilesReadOnce") for name in MIDDLEWARE]
