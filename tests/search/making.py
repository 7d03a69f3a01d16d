"""The index of what a test has made, whose makers write rows and no acts."""

from search.reindexing import reindex


def index_all() -> None:
    for _done, _total in reindex():
        pass
