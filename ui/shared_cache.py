"""Django's cache in Valkey or Redis, where limits are counted when several machines share them.

It is imported only where a setting names it: the library is not there on a single machine. Whatever goes
wrong in it is told in one word (`LimitsAway`), so that whoever counts needs to know nothing of the library.
"""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from ui.limits import LimitsAway

SECONDS = 2  # that one try may take: whoever waits here keeps others waiting
AGAIN = 1  # a connection that was kept may have been closed; more tries would only take longer


class SharedCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client


class Client(RedisCacheClient):
    def __init__(self, servers: list[str], **options: Any) -> None:
        bounds = {"socket_connect_timeout": SECONDS, "socket_timeout": SECONDS}
        super().__init__(servers, retry=Retry(NoBackoff(), AGAIN), **bounds | options)
        self._client = Asked


class Asked(Redis):
    def execute_command(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute_command(*args, **options)
        except RedisError as problem:
            raise LimitsAway from problem
