"""News collections in SGML: those of Reuters-21578 and of TREC and the LDC."""
