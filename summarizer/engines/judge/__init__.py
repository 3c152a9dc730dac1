"""The judge: whether a sentence says what its evidence says, of what kind an error is, and at which words."""
