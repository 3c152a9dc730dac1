"""The three panes, each with the commands that are its own."""
