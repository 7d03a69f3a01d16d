"""The portal beside an organisation's own sign-in that speaks SAML."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from environs import Env
from pytest_django import Settings

from identity.providers import providers
from tests.cast import World
from tests.identity.saml_idp import Organisation, organisation


@pytest.fixture
def by_saml(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """As the environment of an installation would have it."""

    def configure(metadata: str, **said: str) -> None:
        for name, value in {"METADATA": metadata, "NAME": "Serviceförvaltningen", **said}.items():
            monkeypatch.setenv(f"RIKTNING_SAML_{name}", value)
        monkeypatch.delenv("RIKTNING_OIDC_ISSUER", raising=False)
        settings.SOCIALACCOUNT_PROVIDERS = providers(Env(prefix="RIKTNING_"))
        cache.clear()

    return configure


@pytest.fixture(scope="module")
def its_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organisation]:
    with organisation(tmp_path_factory.mktemp("saml")) as told:
        yield told


@pytest.fixture
def work(its_house: Organisation, world: World, by_saml: Callable[..., None]) -> Organisation:
    its_house.begin_anew()
    its_house.people["amir"] = {"employeeNumber": world.employee.directory_id}
    by_saml(its_house.entity)
    return its_house
