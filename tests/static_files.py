"""The portal's static files, as its own middleware hands them out."""

from typing import Any, ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFilesReadOnce(WhiteNoiseMiddleware):
    """Every test client builds the middleware anew, and each of them would read the folder: 0.1 s a client.

    Nothing changes it while tests run, so the first one reads for all.
    """

    found: ClassVar[dict[tuple[str, str], dict[str, Any]]] = {}

    def update_files_dictionary(self, root: str, prefix: str) -> None:
        if (root, prefix) not in self.found:
            super().update_files_dictionary(root, prefix)
            self.found[root, prefix] = dict(self.files)
        self.files.update(self.found[root, prefix])
