"""A day's articles as one document: inputs, the run over worker processes, the store, stories, conflicts, rendering."""
