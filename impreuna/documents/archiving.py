"""What a PDF says of itself to an archive and to a screen reader: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

# XMP writes a property as an element or as an attribute.
_CLAIMS = (re.compile(rb'pdfaid:part(>|=")2'), re.compile(rb'pdfaid:conformance(>|=")A'))

# ISO 19005-2, 6.6.2.3.3: a property that the standard does not know is described where it is used.
_ARCHIVE = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part Number of ISO 14289 (PDF/UA)</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>ro-RO</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{at}</xmp:CreateDate></rdf:Description>
{archive}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def metadata(title: str, at: datetime, *, is_archive: bool) -> str:
    """The XMP packet of a PDF of ours; `is_archive`: it claims PDF/A-2a and PDF/UA-1."""
    moment = at.astimezone(UTC).replace(microsecond=0).isoformat()
    return _XMP.format(title=escape(title), at=moment, archive=_ARCHIVE if is_archive else "")


def claims_archive(root: Any) -> bool:
    """Whether the catalogue of a PDF claims PDF/A-2a."""
    return "/Metadata" in root and all(claim.search(root["/Metadata"].data) for claim in _CLAIMS)
