// Validate N-Triples files by rdf-validate-shacl: a line of JSON a file, with [focus, path, component] of every result.
// node validate.mjs SHAPES DATA...

import { readFileSync } from 'node:fs'
import { argv } from 'node:process'

import { DataFactory, Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'

const [shapes, ...files] = argv.slice(2)
const rules = read(shapes)
rules.removeQuads(rules.getQuads(null, DataFactory.namedNode('http://www.w3.org/ns/shacl#sparql'))) // it knows Core alone
const validator = new Validator(rules)

for (const file of files) {
  const { results } = await validator.validate(read(file))
  console.log(JSON.stringify(results.map(triple)))
}

function read(file) {
  return new Store(new Parser({ format: 'N-Triples' }).parse(readFileSync(file, 'utf8')))
}

function triple({ focusNode, path, sourceConstraintComponent }) {
  return [focusNode.value, path?.termType === 'NamedNode' ? path.value : '', sourceConstraintComponent.value]
}
