"""The digest as a document: put together from the store, then rendered; one story's texts in memory at a time."""
