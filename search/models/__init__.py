from search.models.file_text import FileText
from search.models.missed_search import MissedSearch
from search.models.search_text import SearchText, SearchWord
from search.models.synonym import Synonym

__all__ = ["FileText", "MissedSearch", "SearchText", "SearchWord", "Synonym"]
