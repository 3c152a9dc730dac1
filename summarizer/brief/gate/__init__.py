"""The fidelity gate: does the source say what a brief sentence says?

Five ideas. The sentence is aligned with its evidence. Every number, name, role and quotation in it must stand there, by
exact rules. The judge answers whether the rest is borne out. Nothing else of the source may stand better in a place of
it. The verdict is the worst of these, and each fault names the words of the sentence and those of the source.
"""
