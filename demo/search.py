"""What the demo's coordinators have said of words, and what its people looked for and did not find."""

from demo.content import read
from groups.models import Membership
from search.models import MissedSearch, Synonym


class SearchLoader:
    def load(self) -> None:
        content = read("search.toml")
        coordinator = Membership.objects.coordinating().order_by("seat")[0].person
        for words in content["synonyms"]:
            Synonym(words=words).keep(by=coordinator)
        for asked in content["missed"]:
            MissedSearch.objects.note(asked)
