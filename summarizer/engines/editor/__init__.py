"""The editor: which words of a sentence a brief can do without, by a small network, vetoed by exact rules."""
