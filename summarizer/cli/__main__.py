"""`python -m summarizer.cli`, for where the `tomtat` script is not on the path."""

from summarizer.cli import main

main()
