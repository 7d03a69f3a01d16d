from django import forms

from ui.forms import SearchField


class SearchForm(forms.Form):
    """Nothing but such a word, for a list or a long choice."""

    q = SearchField()

    @property
    def words(self) -> str:
        return str(self.cleaned_data["q"]) if self.is_valid() else ""
