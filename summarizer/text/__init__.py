"""How a text is read as words, for all rooms alike: spans, tokens with offsets, phrases, folding, abbreviations.

Nothing here knows what an article is. Four ways to fold, by what is compared: `fold.newspaper` keeps everything but the
style of tone marks (what networks read), `fold.key` makes one spelling of a syllable (what the gate compares),
`fold.plain` drops case and marks (what is searched), `fold.without_marks` the marks alone.
"""
