"""The characters of names in RDF and XML, and those that XML does not allow."""

import re

# https://www.w3.org/TR/turtle/#grammar-production-PN_CHARS_BASE; XML's names begin with the same, and with _ and :
NAME_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_CHARS = NAME_START + "0-9_\u00b7\u0300-\u036f\u203f\u2040\\-"  # PN_CHARS

# https://www.w3.org/TR/xml-names/#NT-NCName, in the fifth edition of XML
XML_NAME_START = NAME_START + "_"
XML_NAME_CHARS = NAME_CHARS + "."

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#NT-Char
