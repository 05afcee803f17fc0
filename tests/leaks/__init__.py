"""The leak test: a word in every field that not everybody may read, and a search for it wherever one can look."""
