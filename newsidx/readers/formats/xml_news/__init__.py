"""News in XML as agencies exchange it: NITF, NewsML, NewsML-G2, and the Reuters corpus RCV1."""
