"""The words that tell what a part of a byline is: a title, a degree, an organisation, the particle of a name."""

from __future__ import annotations


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


GENERATIONS = _set_of("jr jnr sr snr ii iii iv 2nd 3rd")
"""The suffixes that belong to a name in a citation."""

DEGREES = _set_of("ba bsc cbe dphil esq jd kc ma mba mbe md mp msc obe phd qc rn")
"""What stands behind a name and is left out."""

TITLES = _set_of(
    "capt captain col colonel dame dr father gen general gov governor herr frau hon judge lady lieutenant lord lt "
    "m me miss mlle mme monsieur madame mr mrs ms mx pres president prof professor rabbi rep representative rev "
    "reverend sen senator sergeant sgt sir sister"
)
"""The titles that are left out. nameparser knows hundreds more, such as the Dean of `Dean Baquet`."""

PARTICLES = _set_of("af al av bin da de del della den der di dos du el ibn la las le los ten ter van von zu")
"""The words with which a family name in capitals can begin; in others these are in lower case."""

ORGANISATIONS = _set_of(
    "the afp agence agences agencia agencies agency agentur ansa ap associated association bbc board bulletin bureau "
    "center centre chronicle cnn college columnist commission committee company contributor contributors corp "
    "correspondent correspondents council courier daily department desk digital dispatch dpa editor editorial editors "
    "efe examiner foundation gazette group guardian herald inc independent inquirer institute interfax international "
    "itar journal kyodo ltd magazine media ministry mirror nachrichtenagentur network news newsroom newswire "
    "observer office online photographer post press presse producer project pti radio register reporter reporters "
    "reuter reuters review school service services society staff standard sunday tass team telegraph television times "
    "today tribune tv union united university upi weekly wire writer writers xinhua zeitung"
)
"""A name with one of these words is that of an agency, a newspaper or a desk, or says what somebody is there."""
