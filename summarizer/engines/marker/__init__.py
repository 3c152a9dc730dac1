"""The marker: directives with their slots, key figures and the words that name them; shipped in `models/marker`."""
