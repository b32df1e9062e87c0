"""The model filled in by a counter: invented states, cities and organizations, as Turtle."""

from datetime import date, timedelta

STATES = 40
CITIES = 60
SENTENCES = 8
FIELDS = ("Transport", "Energy", "Agriculture", "Science", "Education", "Health", "Tourism", "Customs")
KINDS = ("Declaration", "Treaty", "Agreement", "Memorandum", "Programme", "Strategy", "Convention")
CONFIDENCES = ("High", "High", "Medium", "Low")
NAMES = {
    "State": ("Государство", "国家"),
    "City": ("Город", "城市"),
    "Organization": ("Организация", "组织"),
    "Council": ("Совет", "理事会"),
    "Person": ("Лицо", "人物"),
    "Meeting": ("Заседание", "会议"),
    "Instrument": ("Документ", "文件"),
}
OPINIONS = {
    "Evaluation": ("is described as a success", "оценивается как успешная", "被评价为成功"),
    "SelfDescription": ("calls itself open to others", "называет себя открытой", "自称对外开放"),
    "CausalClaim": ("is said to have brought peace", "считается принесшей мир", "据称带来了和平"),
    "Normative": ("should improve its organs", "должна улучшать свои органы", "应当完善其机构"),
    "ForwardLooking": ("promises to widen its work", "обещает расширить работу", "承诺扩大工作"),
}


def shared() -> dict[str, str]:
    """Give, by kind of thing, what the organizations have in common: states and cities, from a handbook."""
    passage = "sco:supportedBy src:handbook-s0"
    states = [node(f"id:state-{one}", "a sco:State", labels("State", one), passage) for one in range(STATES)]
    cities = [node(f"id:city-{one}", "a schema:City", labels("City", one), passage) for one in range(CITIES)]
    return {"states": "".join(states), "places": "".join(cities), "sources": source("handbook")}


def organization(number: int) -> dict[str, str]:
    """Give, by kind of thing, the organization of that number and all that the data say of it."""
    return {
        "organizations": founding(number),
        "people": chair(number),
        "memberships": "".join(memberships(number)),
        "meetings": "".join(meeting(number, position) for position in (1, 2, 3)),
        "instruments": "".join(instrument(number, position) for position in (1, 2)),
        "claims": "".join([*conflict(number), *(opinion(number, modality) for modality in OPINIONS)]),
        "sources": source(f"yearbook-{number}"),
    }


def founding(number: int) -> str:
    """Give the organization and its council."""
    return node(
        f"id:organization-{number}",
        "a org:FormalOrganization",
        "org:classification sco:IntergovernmentalOrganization",
        f"org:purpose sco:{FIELDS[number % len(FIELDS)]}",
        "sco:counters sco:Terrorism , sco:Separatism",
        "sco:upholds sco:Equality , sco:MutualBenefit",
        labels("Organization", number),
        f"schema:foundingDate {day(number)}",
        passages(number, 0),
    ) + node(
        f"id:council-{number}",
        "a org:OrganizationalUnit",
        f"org:unitOf id:organization-{number}",
        "org:classification sco:Council",
        labels("Council", number),
        f"sco:startsNotAfter {day(number, years=1)}",
        passages(number, 1),
    )


def chair(number: int) -> str:
    """Give the person who chairs the meetings, from a founding state."""
    nationality = f"schema:nationality {state(number, 0)}"
    names = labels("Person", number)
    name = names.replace("skos:prefLabel", "foaf:name")
    return node(f"id:person-{number}", "a foaf:Person", nationality, names, name, passages(number, 2))


def memberships(number: int) -> list[str]:
    """Give four founders, an observer that became a member, and a partner since some day of a month."""
    start, accession = f"schema:startDate {day(number)}", day(number, years=9)
    month = [f"sco:startsNotBefore {day(number, years=6)}", f"sco:startsNotAfter {day(number, years=6, days=29)}"]
    statuses = [
        *((step, "MemberState", [start]) for step in range(4)),
        (4, "ObserverState", [start, f"schema:endDate {day(number, years=9, days=-1)}"]),
        (4, "MemberState", [f"schema:startDate {accession}"]),
        (5, "DialoguePartner", month),
    ]
    return [
        node(
            f"id:{role}-{number}-{step}",
            "a org:Membership",
            f"org:member {state(number, step)}",
            f"org:organization id:organization-{number}",
            f"org:role sco:{role}",
            *dates,
            *statement(number, step),
        )
        for step, role, dates in statuses
    ]


def meeting(number: int, position: int) -> str:
    """Give a meeting of the council: two days, in a city or by video."""
    place = f"schema:location {city(number, position)}"
    video = "schema:eventAttendanceMode schema:OnlineEventAttendanceMode"
    return node(
        f"id:meeting-{number}-{position}",
        "a sco:Meeting",
        f"schema:organizer id:council-{number}",
        f"schema:position {position}",
        place if number % 3 else video,
        f"sco:chairedBy id:person-{number}",
        labels("Meeting", f"{number}-{position}"),
        f"schema:startDate {day(number, years=position)}",
        f"schema:endDate {day(number, years=position, days=1)}",
        *statement(number, position),
    )


def instrument(number: int, position: int) -> str:
    """Give what a meeting signed, in force half a year later."""
    return node(
        f"id:instrument-{number}-{position}",
        "a sco:Instrument",
        f"dcterms:type sco:{KINDS[(number + position) % len(KINDS)]}",
        f"prov:wasGeneratedBy id:meeting-{number}-{position}",
        f"sco:signatory {' , '.join(state(number, step) for step in range(4))}",
        labels("Instrument", f"{number}-{position}"),
        f"schema:startDate {day(number, years=position)}",
        f"eli:date_document {day(number, years=position)}",
        f"eli:first_date_entry_in_force {day(number, years=position, days=180)}",
        *statement(number, position),
    )


def conflict(number: int) -> list[str]:
    """Give two claims of fact that cannot both hold: the founding on its day, and a week later."""
    return [
        node(
            f"id:claim-{number}-day-{days}",
            "a sco:Claim , rdf:Statement",
            f"rdf:subject id:organization-{number}",
            "rdf:predicate schema:foundingDate",
            f"rdf:object {day(number, days=days)}",
            *claim(number, "Fact", "was founded that day", "основана в этот день", "成立于当日"),
            f"sco:conflictsWith id:claim-{number}-day-{7 - days}",
            'skos:editorialNote "The yearbook gives both days."@en',
        )
        for days in (0, 7)
    ]


def opinion(number: int, modality: str) -> str:
    """Give a claim that is no fact."""
    return node(f"id:claim-{number}-{modality}", "a sco:Claim", *claim(number, modality, *OPINIONS[modality]))


def claim(number: int, modality: str, english: str, russian: str, chinese: str) -> list[str]:
    """Give what every claim carries: what it is about, in three languages, and how it is meant."""
    sentences = f"Organization {number} {english}.", f"Организация {number} {russian}.", f"组织{number}{chinese}。"
    return [
        f"schema:about id:organization-{number} , sco:{FIELDS[number % len(FIELDS)]}",
        f"schema:text {in_three(*sentences)}",
        f"sco:modality sco:{modality}",
        *statement(number, len(modality)),
    ]


def source(name: str) -> str:
    """Give a source with its sentences, each a passage at its position."""
    article = (
        f'dcterms:title "{name}"@en',
        'schema:inLanguage "en"',
        f"schema:size {SENTENCES * 120}",
        'dcterms:rights "Invented, free to use."@en',
    )
    nodes = [node(f"src:{name}", "a schema:Article", *article)]
    for step in range(SENTENCES):
        passage = f"src:{name}-s{step}"
        place = (
            f"rdfs:label {in_three(f'sentence {step + 1}', f'предложение {step + 1}', f'第{step + 1}句')}",
            f"oa:hasSource src:{name}",
            f"oa:hasSelector {passage}-position",
        )
        span = f"oa:start {step * 120}", f"oa:end {step * 120 + 119}"
        nodes += [
            node(passage, "a sco:Passage", *place),
            node(f"{passage}-position", "a oa:TextPositionSelector", *span),
        ]
    return "".join(nodes)


def statement(number: int, step: int) -> tuple[str, str]:
    """Give what every statement node carries: the editor's confidence and two passages."""
    return f"sco:confidence sco:{CONFIDENCES[(number + step) % len(CONFIDENCES)]}", passages(number, step)


def passages(number: int, step: int) -> str:
    """Give two of the sentences of the organization's yearbook."""
    first, second = (f"src:yearbook-{number}-s{(step + more) % SENTENCES}" for more in (0, 3))
    return f"sco:supportedBy {first} , {second}"


def state(number: int, step: int) -> str:
    """Give a state of the organization, another one for each step."""
    return f"id:state-{(number * 7 + step) % STATES}"


def city(number: int, step: int) -> str:
    """Give a city in which the organization meets."""
    return f"id:city-{(number * 11 + step) % CITIES}"


def day(number: int, *, years: int = 0, days: int = 0) -> str:
    """Give a day, so long after the organization's founding."""
    founded = date(1950, 1, 1) + timedelta(days=number * 37 % 20_000)
    return f'"{founded + timedelta(days=365 * years + days)}"^^xsd:date'


def labels(kind: str, number: int | str) -> str:
    """Give the name of a thing in three languages."""
    russian, chinese = NAMES[kind]
    return f"skos:prefLabel {in_three(f'{kind} {number}', f'{russian} {number}', f'{chinese}{number}')}"


def in_three(english: str, russian: str, chinese: str) -> str:
    """Give a text in the three languages of the data."""
    return f'"{english}"@en , "{russian}"@ru , "{chinese}"@zh'


def node(name: str, *properties: str) -> str:
    """Give one subject, one property a line, and a blank line before it."""
    return f"\n{name}\n    " + " ;\n    ".join(properties) + " .\n"
