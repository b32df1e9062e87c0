"""Pieces of RDF, SPARQL and reports that inputs are mutated with."""

_RDF = rb"""<<( )>> << >> { } [ ] ( ) " ' \ \u0041 < > # <!-- <!DOCTYPE <![CDATA[ ]]> &#0; &a; <? ?> "@context": "@id"
    "@list": null 1e999 @prefix BASE _: : . ; , a GRAPH ^^ --ltr {| |} ~ true @en -0 01 .5 rdf:nil e:p r:parseType="""
_SPARQL = rb"""SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION MINUS BIND( AS VALUES UNDEF SERVICE FROM NAMED GROUP
    BY HAVING ORDER DISTINCT COUNT(*) EXISTS NOT IN( ?s ?o $v * / | ! && || = != <= >= + - ?s?p?o BOUND( IF( COALESCE("""
_TEXT = """::error:: ##[error] ##vso[ %0A \u202e \u200b \u2028 \ufeff \x1b[31m ]]> <script> javascript: &lt; \u0085 é 上
    \U0001f600 @be-BY xml:lang="en" """
WORDS = (
    *_RDF.split(), *_SPARQL.split(), *(word.encode() for word in _TEXT.split()),
    b"\n", b"\r", b" ", b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b'"""', b"|", "\u2028".encode(), "\u0085".encode(),
)  # fmt: skip
