"""The editor: which words of a sentence a brief can do without, by layers above the trunk that marker and judge share.

Sentence compression by deletion (Knight & Marcu 2002; Filippova et al. 2015): every word that stays is the source's.
"""
