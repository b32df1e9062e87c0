// Read a file by another parser and give its N-Quads, blank nodes as that parser names them; nothing is fetched.
// node parse.mjs FORMAT FILE

import { createReadStream, readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'

import jsonld from 'jsonld'
import { Parser, Writer } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'

const N3 = { turtle: 'Turtle', trig: 'TriG', ntriples: 'N-Triples', nquads: 'N-Quads' }
const [format, file] = argv.slice(2)

stdout.write(await read(format, file))

async function read(format, file) {
  if (format === 'json-ld') {
    const documentLoader = url => { throw new Error(`${url} is not fetched`) }
    return jsonld.toRDF(JSON.parse(readFileSync(file, 'utf8')), { format: 'application/n-quads', documentLoader })
  }
  if (format === 'rdfxml') return written(await createReadStream(file, 'utf8').pipe(new RdfXmlParser()).toArray())
  return written(new Parser({ format: N3[format] }).parse(readFileSync(file, 'utf8')))
}

function written(quads) {
  return new Writer({ format: 'N-Quads' }).quadsToString(quads)
}
