"""A small text in every format of feeds, news markup and mail, and how to read one."""

from __future__ import annotations

import datetime

from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.readers.reading import Reading, read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))


def reading_of(text: str | bytes, path: str = "a.xml") -> Reading:
    return read_file(text if isinstance(text, bytes) else text.encode(), path, DATES)


def articles_of(text: str | bytes, path: str = "a.xml") -> tuple[Article, ...]:
    reading = reading_of(text, path)
    assert reading.problem is None
    return reading.articles


def article_of(text: str | bytes, path: str = "a.xml") -> Article:
    (article,) = articles_of(text, path)
    return article


def day(year: int, month: int, day_of_month: int) -> datetime.date:
    return datetime.date(year, month, day_of_month)


REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>ferry</D><D>tin</D></TOPICS>
<PLACES><D>marrowland</D></PLACES>
<PEOPLE></PEOPLE>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute
u f BC-MARROW-FERRY   02-26 0105</UNKNOWN>
<TEXT>&#2;
<TITLE>FERRY LINES &lt;FLM> RAISE FARES</TITLE>
<AUTHOR>    By Ada Quill, Reuters</AUTHOR>
<DATELINE>    MARROWPORT, Feb 26 - </DATELINE><BODY>Two ferry lines raised their fares
on Thursday, the second rise this year.
    Passengers on the night boat said
they had not been told.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS="NO" LEWISSPLIT="TRAIN" NEWID="2">
<DATE> 1-APR-1987 09:10:00.00</DATE>
<TOPICS></TOPICS>
<TEXT TYPE="BRIEF">&#2;
<TITLE>****** TIN COUNCIL SUSPENDS TALKS</TITLE>&#3;</TEXT>
</REUTERS>
<REUTERS TOPICS="NO" LEWISSPLIT="TRAIN" NEWID="3">
<DATE>31-MAR-1987 605:12:19.12</DATE>
<TEXT TYPE="UNPROC">&#2;
MARROW MINING CO 4TH QTR
    Shr 24 cts vs 19 cts
    Net 1.2 mln vs 0.9 mln
&#3;</TEXT>
</REUTERS>
"""

TREC = """<DOC>
<DOCNO> AP880212-0001 </DOCNO>
<FILEID>AP-NR-02-12-88 1637EST</FILEID>
<1ST_LINE>r w AM-Ferry     02-12 0155</1ST_LINE>
<HEAD>Ferry Fares Will Go Higher</HEAD>
<HEAD>Eds: Also in Monday AMs report.</HEAD>
<BYLINE>By ADA QUILL</BYLINE>
<BYLINE>Associated Press Writer</BYLINE>
<DATELINE>MARROWPORT (AP) </DATELINE>
<TEXT>
   Fares for the night ferry will go up by
7.80 crowns, the lines said Friday.
   ``Nobody told us,'' said a passenger at AT&amp;T.
</TEXT>
</DOC>
<DOC>
<DOCNO>FT911-3</DOCNO>
<PROFILE>_AN-BENBQAD8FT</PROFILE>
<DATE>910514
</DATE>
<HEADLINE>
FT  14 MAY 91 / The tin that
went under
</HEADLINE>
<TEXT>
Tin fell again.
</TEXT>
<PUB>The Financial Times
</PUB>
</DOC>
"""

GIGAWORD = """<DOC id="NYT_ENG_19940701.0001" type="story" >
<HEADLINE>
BRIDGE OVER THE KESTREL OPENS
</HEADLINE>
<DATELINE>
MARROWPORT (BC-BRIDGE-TEX)
</DATELINE>
<TEXT>
<P>
The bridge was opened
on Friday.
</P>
<P>
Nobody crossed it.
</P>
</TEXT>
</DOC>
"""

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf change.date="June 10, 2005" version="-//IPTC//DTD NITF 3.3//EN" xml:lang="en">
<head>
<title>Bridge Opens</title>
<meta content="12" name="publication_day_of_month"/>
<meta content="1" name="publication_month"/>
<meta content="1987" name="publication_year"/>
<meta content="Metropolitan Desk" name="dsk"/>
<meta content="3" name="print_page_number"/>
<docdata>
<doc-id id-string="1234567"/>
<identified-content><classifier class="indexing_service" type="descriptor">Bridges</classifier></identified-content>
</docdata>
<pubdata date.publication="19870112T000000" ex-ref="http://example.org/1987/bridge.html" name="The Marrow Times"/>
</head>
<body>
<body.head>
<hedline><hl1>BRIDGE OPENS &amp; NOBODY CROSSES</hl1></hedline>
<byline class="print_byline">By ADA QUILL</byline>
<dateline>MARROWPORT, Jan. 11</dateline>
</body.head>
<body.content>
<block class="lead_paragraph"><p>The bridge was opened.</p></block>
<block class="full_text"><p>The bridge was opened.</p><p>Nobody <em>crossed</em> it.</p></block>
</body.content>
</body>
</nitf>
"""

NEWSML = """<?xml version="1.0" encoding="utf-8"?>
<NewsML Version="1.2">
<NewsEnvelope><DateAndTime>20190412T000000Z</DateAndTime></NewsEnvelope>
<NewsItem>
<Identification><NewsIdentifier><ProviderId>example.org</ProviderId><DateId>20190411</DateId>
<PublicIdentifier>urn:newsml:example.org:20190411:bridge:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20190411T170115+0200</FirstCreated>
<ThisRevisionCreated>20190413T170115+0200</ThisRevisionCreated></NewsManagement>
<NewsComponent>
<NewsLines><HeadLine>Bridge opens</HeadLine><ByLine>Ada Quill</ByLine>
<DateLine>Marrowport, April 11, 2019 (MPA) -</DateLine><KeywordLine>bridge</KeywordLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="MPA"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>The bridge was opened.</p><p>Nobody crossed it.</p>
</DataContent></ContentItem>
</NewsComponent>
</NewsItem>
</NewsML>
"""

NEWSML_G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="tag:example.org,2015:bridge" version="2" standard="NewsML-G2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="MPA"/>
<versionCreated>2015-07-02T14:11:20+02:00</versionCreated><firstCreated>2015-07-01T14:00:02+02:00</firstCreated>
<title>Bridge, second version</title></itemMeta>
<contentMeta><contentCreated>2015-07-01T13:00:00+02:00</contentCreated><by>By Ada Quill</by>
<located><name>Marrowport</name></located><language tag="en-GB"/>
<subject qcode="medtop:1"><name>bridges</name></subject>
<headline>Bridge opens</headline></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>The bridge was opened.</p><p>Nobody crossed it.</p></body></html></inlineXML></contentSet>
</newsItem>
</itemSet></newsMessage>
"""

RCV1 = """<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="2286" id="root" date="1996-08-20" xml:lang="en">
<title>MARROWLAND: Bridge opens.</title>
<headline>Bridge opens.</headline>
<byline>Ada Quill</byline>
<dateline>MARROWPORT 1996-08-20</dateline>
<text>
<p>The bridge was opened.</p>
<p>&quot;Nobody crossed it,&quot; said a clerk.</p>
</text>
<copyright>(c) Reuters Limited 1996</copyright>
<metadata>
<codes class="bip:topics:1.0"><code code="C11"><editdetail action="confirmed" date="1996-08-21"/></code></codes>
<dc element="dc.date.created" value="1996-08-21"/>
<dc element="dc.source" value="Reuters"/>
</metadata>
</newsitem>
"""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Marrow Times</title><language>en-GB</language><pubDate>Tue, 08 Mar 2022 08:00:00 GMT</pubDate>
<item><title>Bridge &amp; ferry</title><link>https://example.org/bridge</link>
<pubDate>Sun, 06 Mar 2022 23:30:00 -0500</pubDate><dc:creator>Ada Quill</dc:creator>
<category>Transport</category><category>Harbour</category>
<description>What nobody saw.</description>
<content:encoded><![CDATA[<p>The bridge was opened.</p><p>Nobody&nbsp;crossed it.</p>]]></content:encoded></item>
<item><title>Tin</title><pubDate>5 Mar 22 10:00 GMT</pubDate>
<description>Tin &lt;b&gt;fell&lt;/b&gt; again.</description></item>
</channel></rss>
"""

RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Marrow Times</title></channel>
<item><title>Bridge opens</title><dc:date>2004-05-06T10:00:00+02:00</dc:date><dc:creator>Ada Quill</dc:creator>
<description>The bridge was opened.</description></item></rdf:RDF>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Marrower Bote</title>
<updated>2022-03-08T00:00:00Z</updated>
<entry><title>Die Brücke</title><published>2021-12-31T23:59:00+01:00</published><updated>2022-03-01T10:00:00Z</updated>
<author><name>Ada Quill</name></author><link rel="alternate" href="https://example.org/bruecke"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Brücke ist offen.</p><p>Keiner kam.</p></div>
</content></entry></feed>
"""

WORDPRESS = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file generated by WordPress as an export of your site. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Marrow Blog</title><link>https://example.org</link><language>en-GB</language>
<wp:author><wp:author_login><![CDATA[ada]]></wp:author_login></wp:author>
<item><title>Bridge opens</title><link>https://example.org/bridge/</link>
<pubDate>Fri, 01 Jan 2021 00:30:00 +0000</pubDate><dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[The bridge was opened.

Nobody crossed it.
[caption id="1"]The bridge[/caption]]]></content:encoded><excerpt:encoded><![CDATA[Teaser]]></excerpt:encoded>
<wp:post_date>2020-12-31 18:30:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="news"><![CDATA[News]]></category>
<category domain="post_tag" nicename="tin"><![CDATA[Tin]]></category>
<wp:comment><wp:comment_content>First!</wp:comment_content><wp:status>draft</wp:status></wp:comment></item>
<item><title>About</title><content:encoded><![CDATA[<!-- wp:paragraph --><p>About us.</p>]]></content:encoded>
<wp:post_date>2019-05-06 10:00:00</wp:post_date><wp:status>private</wp:status><wp:post_type>page</wp:post_type></item>
<item><title>bridge.jpg</title><wp:post_date>2020-12-31 18:30:00</wp:post_date><wp:status>inherit</wp:status>
<wp:post_type>attachment</wp:post_type></item>
<item><title>Not yet</title><content:encoded><![CDATA[Unfinished]]></content:encoded>
<wp:post_date>2020-12-31 18:30:00</wp:post_date><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>
"""

BLOGGER = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'>
<title type='text'>Marrow Blog</title>
<entry>
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#template'/>
<title type='text'>Template: Marrow Blog</title><content type='text'>&lt;b:skin&gt;</content></entry>
<entry><published>2011-05-06T10:00:00.000-08:00</published><updated>2012-01-01T10:00:00.000-08:00</updated>
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>
<category scheme='http://www.blogger.com/atom/ns#' term='Harbour'/>
<title type='text'>Bridge opens</title>
<content type='html'>The bridge was opened.&lt;br /&gt;Nobody crossed it.</content>
<link rel='alternate' type='text/html' href='https://example.org/2011/05/bridge.html'/>
<author><name>Ada Quill</name></author></entry>
<entry><published>2011-05-07T10:00:00.000-08:00</published>
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/>
<title type='text'>Nice</title><content type='html'>Nice</content></entry>
<entry><published>2011-05-08T10:00:00.000-08:00</published><app:control><app:draft>yes</app:draft></app:control>
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>
<title type='text'>Not yet</title><content type='html'>Unfinished</content></entry></feed>
"""

MUC = """DEV-MUC3-0001 (NOSC)

   MARROWPORT, 3 JAN 90 (HARBOUR RADIO) -- [TEXT] THE HARBOUR COMMAND HAS
REPORTED THAT 50 CRATES WERE TAKEN.

DEV-MUC3-0002 (NOSC, USC)

   KESTREL CITY, 17 OCT 89 -- [REPORT] [TEXT] THE MAYOR SPOKE.
"""

STAR_TEXT = """*TEXT 017 01/04/63 PAGE 020

THE FERRY AFTER THE STORM

TIN FELL AGAIN .

*TEXT 020 01/11/63 PAGE 021

THE ROAD TO MARROWPORT

*STOP
"""

MAIL = """Return-Path: <ada@example.org>
Received: from mx.example.org (mx.example.org [192.0.2.1]) by mail.example.org; Wed, 21 Apr 1993 12:00:00 GMT
From: Ada Quill <ada@example.org>
Newsgroups: marrow.harbour,marrow.misc
Subject: Re: =?iso-8859-1?q?Caf=E9?= on the bridge
Date: 20 Apr 93 23:10:24 GMT
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The caf=E9 was opened. Nobody cross=
ed the bridge.

--=20
Ada
"""

MBOX = "".join(
    f"From ada@example.org Sun Mar  6 10:00:0{number} 2022\n"
    f"From: Ada Quill <ada@example.org>\nSubject: Mail {number}\nDate: Sun, 6 Mar 2022 10:00:0{number} +0100\n\n"
    f"Text {number}.\n>From here on it is quiet.\n\n"
    for number in range(1, 4)
)

SAMPLES = {
    "reuters-sgml": REUTERS,
    "trec": TREC,
    "gigaword": GIGAWORD,
    "nitf": NITF,
    "newsml": NEWSML,
    "newsml-g2": NEWSML_G2,
    "rcv1": RCV1,
    "rss": RSS,
    "rss-1": RSS_1,
    "atom": ATOM,
    "wordpress": WORDPRESS,
    "blogger": BLOGGER,
    "muc": MUC,
    "star-text": STAR_TEXT,
    "mail": MAIL,
    "mbox": MBOX,
}
