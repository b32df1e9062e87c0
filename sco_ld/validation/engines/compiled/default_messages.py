"""Messages of results whose shape and constraint have none."""

import pyoxigraph as ox

from sco_ld.validation.engines.compiled.shapes import Constraint, Pattern, Qualified, Shape

_TEXTS = {
    "Class": "The value is not an instance of {}.",
    "Datatype": "The value is not a literal of the datatype {}.",
    "NodeKind": "The value is not of the kind {}.",
    "MinExclusive": "The value is not greater than {}.",
    "MinInclusive": "The value is less than {}.",
    "MaxExclusive": "The value is not less than {}.",
    "MaxInclusive": "The value is greater than {}.",
    "MinLength": "The value is shorter than {} characters.",
    "MaxLength": "The value is longer than {} characters.",
    "MinCount": "There are fewer than {} values.",
    "MaxCount": "There are more than {} values.",
    "Pattern": "The value does not match {}.",
    "LanguageIn": "The language of the value is not one of {}.",
    "UniqueLang": "A language has more than one value.",
    "Equals": "The values are not those of {}.",
    "Disjoint": "The value is a value of {} too.",
    "LessThan": "The value is not less than those of {}.",
    "LessThanOrEquals": "The value is greater than one of {}.",
    "Not": "The value conforms to {}.",
    "And": "The value does not conform to all of {}.",
    "Or": "The value conforms to none of {}.",
    "Xone": "The value does not conform to exactly one of {}.",
    "Node": "The value does not conform to {}.",
    "QualifiedMinCount": "Too few values conform to {}.",
    "QualifiedMaxCount": "Too many values conform to {}.",
    "Closed": "The shape is closed and does not allow this property.",
    "HasValue": "The value {} is missing.",
    "In": "The value is not one of {}.",
}


def default_message(constraint: Constraint) -> ox.Literal:
    """Return a message that says what the constraint asks for."""
    text = _TEXTS.get(constraint.name, "The node does not satisfy a constraint.")
    return ox.Literal(text.format(_words(constraint.value)), language="en")


def _words(value: object) -> str:
    match value:
        case Shape(node):
            return _words(node)
        case Qualified(_, shape):
            return _words(shape)
        case Pattern(text):
            return text
        case tuple():
            return ", ".join(map(_words, value))
        case ox.NamedNode() | ox.Literal():
            return str(value) if isinstance(value, ox.NamedNode) else value.value
        case ox.BlankNode():
            return "the shape"
    return str(value)
