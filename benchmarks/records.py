"""The model filled in by a counter: invented states, cities and organizations, as Turtle."""

from datetime import date, timedelta
from hashlib import sha256

STATES = 40
SENTENCES = 6
FIELDS = ("Transport", "Energy", "Agriculture", "Science", "Education", "Health", "Tourism", "Customs")
KINDS = ("Declaration", "Treaty", "Agreement", "Memorandum", "Programme", "Strategy", "Convention")
CONFIDENCES = ("High", "Medium")
ORDINALS = ("", "1st", "2nd", "3rd"), ("", "一", "二", "三")
NAMES = {
    "State": ("Государство", "国家"),
    "City": ("Город", "城市"),
    "Organization": ("Организация", "组织"),
    "Council": ("Совет", "理事会"),
    "Person": ("Лицо", "人物"),
    "Instrument": ("Документ", "文件"),
}
OPINIONS = {
    "Evaluation": ("is described as a success", "оценивается как успешная", "被评价为成功"),
    "SelfDescription": ("calls itself open to others", "называет себя открытой", "自称对外开放"),
    "CausalClaim": ("is said to have brought peace", "считается принесшей мир", "据称带来了和平"),
    "Normative": ("should improve its organs", "должна улучшать свои органы", "应当完善其机构"),
    "ForwardLooking": ("is to widen its work", "должна расширить работу", "将扩大工作"),
}


def shared() -> dict[str, str]:
    """Return, by kind of thing, what the organizations have in common: the states, from a yearbook."""
    names = in_three("section on states", "раздел о государствах", "国家章节")
    section = node("src:yearbook-0-states", "a sco:Passage", f"rdfs:label {names}", "oa:hasSource src:yearbook-0")
    return {"states": "".join(map(common_state, range(STATES))), "sources": source("yearbook-0") + section}


def common_state(number: int) -> str:
    """Return a state with its codes and its country."""
    letters = f"{chr(65 + number // 26)}{chr(65 + number % 26)}"
    codes = {
        "Alpha2Code": letters,
        "Alpha3Code": f"{letters}X",
        "NumericCode": f"{900 + number}",
        "M49Code": f"{900 + number}",
    }
    return node(
        f"id:state-{number}",
        "a sco:State",
        labels("State", number),
        "skos:notation " + " , ".join(f'"{code}"^^sco:{kind}' for kind, code in codes.items()),
        f"schema:location {country(number)}",
        f"schema:sameAs <http://www.wikidata.org/entity/Q{9_000_000_000 + number}>",
        "sco:supportedBy src:yearbook-0-states",
    )


def organization(number: int) -> dict[str, str]:
    """Return, by kind of thing, the organization of that number and all that the data say of it."""
    return {
        "organizations": founding(number),
        "places": city(number),
        "people": chair(number),
        "memberships": "".join(memberships(number)),
        "meetings": "".join(meeting(number, position) for position in (1, 2, 3)),
        "instruments": "".join(instrument(number, position) for position in (1, 2)),
        "claims": "".join([*facts(number), *conflict(number), *(opinion(number, step) for step in range(len(OPINIONS)))]),
        "sources": source(f"yearbook-{number}"),
    }


def founding(number: int) -> str:
    """Return the organization and its council."""
    return node(
        f"id:organization-{number}",
        "a org:FormalOrganization",
        "org:classification sco:IntergovernmentalOrganization",
        f"org:purpose sco:{FIELDS[number % len(FIELDS)]}",
        "sco:counters sco:Terrorism",
        "sco:upholds sco:Equality",
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


def city(number: int) -> str:
    """Return the city in which the organization meets."""
    place = (number * 10 + 1) / 100_000  # a number that a store writes as it is written here
    return node(
        f"id:city-{number}",
        "a schema:City",
        labels("City", number),
        f"schema:containedInPlace {country(number * 7 % STATES)}",
        f"schema:latitude {place}",
        f"schema:longitude {place}",
        passages(number, 1, 2, 3) if number % 3 else passages(number, 2, 3),
    )


def chair(number: int) -> str:
    """Return the person who chairs the meetings, from a founding state."""
    nationality = f"schema:nationality {state(number, 0)}"
    names = labels("Person", number)
    name = names.replace("skos:prefLabel", "foaf:name")
    return node(f"id:person-{number}", "a foaf:Person", nationality, names, name, passages(number, 2))


def memberships(number: int) -> list[str]:
    """Return four founders, an observer that became a member, and a partner since some day of a month."""
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
    """Return a meeting of the council: two days, in a city or by video."""
    place = f"schema:location id:city-{number}"
    start, in_city = founded(number, years=position), number % 3 > 0 or position > 1
    video = "schema:eventAttendanceMode schema:OnlineEventAttendanceMode"
    return node(
        f"id:meeting-{number}-{position}",
        "a sco:Meeting",
        f"schema:organizer id:council-{number}",
        f"schema:position {position}",
        place if in_city else video,
        f"sco:chairedBy id:person-{number}",
        f"skos:prefLabel {in_three(*meeting_names(number, position, start.year, in_city=in_city))}",
        f"schema:startDate {day(number, years=position)}",
        f"schema:endDate {day(number, years=position, days=1)}",
        *statement(number, position),
    )


def meeting_names(number: int, position: int, year: int, *, in_city: bool) -> tuple[str, str, str]:
    """Return the name of a meeting in three languages: its number, and when and where it was."""
    first, second = (words[position] for words in ORDINALS)
    english, russian, chinese = (f"City {number}, ", f"Город {number}, ", f"城市{number}，") if in_city else ("", "", "")
    return (
        f"{first} meeting of Council {number}, {english}{year}",
        f"{position}-е заседание Совета {number}, {russian}{year} год",
        f"理事会{number}第{second}次会议（{chinese}{year}年）",
    )


def instrument(number: int, position: int) -> str:
    """Return what a meeting signed, in force half a year later."""
    return node(
        f"id:instrument-{number}-{position}",
        "a sco:Instrument",
        f"dcterms:type sco:{KINDS[(number + position) % len(KINDS)]}",
        f"prov:wasGeneratedBy id:meeting-{number}-{position}",
        f"sco:signatory {' , '.join(state(number, step) for step in range(4))}",
        labels("Instrument", f"{number}-{position}, {founded(number, years=position).year}"),
        f"schema:startDate {day(number, years=position)}",
        f"eli:date_document {day(number, years=position)}",
        f"eli:first_date_entry_in_force {day(number, years=position, days=180)}",
        *statement(number, position),
    )


def facts(number: int) -> list[str]:
    """Return what stands plainly on the organization and its meetings, once more as claims."""
    subject = f"id:organization-{number}"
    stated = [
        (subject, "org:purpose", f"sco:{FIELDS[number % len(FIELDS)]}", "has a purpose", "имеет цель", "有宗旨"),
        (subject, "sco:counters", "sco:Terrorism", "counters terrorism", "борется с терроризмом", "打击恐怖主义"),
        (subject, "sco:upholds", "sco:Equality", "upholds equality", "стоит за равенство", "维护平等"),
    ]
    for one in (1, 2, 3):
        words = f"held meeting {one} under Person {number}", f"провела заседание {one}", f"举行第{one}次会议"
        stated.append((f"id:meeting-{number}-{one}", "sco:chairedBy", f"id:person-{number}", *words))
    return [fact(number, step, *one) for step, one in enumerate(stated)]


def fact(number: int, step: int, subject: str, predicate: str, value: str, *words: str) -> str:
    """Return a triple as a claim of fact."""
    return node(
        f"id:claim-{number}-{step}",
        "a sco:Claim , rdf:Statement",
        f"rdf:subject {subject}",
        f"rdf:predicate {predicate}",
        f"rdf:object {value}",
        *claim(number, step, "Fact", *words),
        passages(number, step),
        f"schema:about {subject} , {value}",
    )


def conflict(number: int) -> list[str]:
    """Return two claims of fact that cannot both hold: the founding on its day, and a week later."""
    claims = []
    for days in (0, 7):
        date_ = founded(number, days=days)
        claims.append(
            node(
                f"id:claim-{number}-day-{days}",
                "a sco:Claim , rdf:Statement",
                f"rdf:subject id:organization-{number}",
                "rdf:predicate schema:foundingDate",
                f"rdf:object {day(number, days=days)}",
                *claim(number, days, "Fact", f"was founded on {date_}", f"основана {date_}", f"成立于{date_}"),
                passages(number, days),
                f"sco:conflictsWith id:claim-{number}-day-{7 - days}",
                'skos:editorialNote "The yearbook gives both days."@en',
            )
        )
    return claims


def opinion(number: int, step: int) -> str:
    """Return a claim that is no fact, of one sentence."""
    modality = list(OPINIONS)[step]
    passage = f"sco:supportedBy src:yearbook-{number}-p1s{step}"
    return node(
        f"id:claim-p1s{step}-opinion-{number}", "a sco:Claim", *claim(number, step, modality, *OPINIONS[modality]), passage
    )


def claim(number: int, step: int, modality: str, *words: str) -> list[str]:
    """Return what every claim carries: what it is about, in three languages, and how it is meant and how sure it is."""
    english, russian, chinese = words
    sentences = f"Organization {number} {english}.", f"Организация {number} {russian}.", f"组织{number}{chinese}。"
    return [
        f"schema:about id:organization-{number} , sco:{FIELDS[number % len(FIELDS)]}",
        f"schema:text {in_three(*sentences)}",
        f"sco:modality sco:{modality}",
        confidence(number, step),
    ]


def source(name: str) -> str:
    """Return a source with its sentences, each a passage at its position."""
    article = (
        f'dcterms:title "{name}"@en',
        'schema:inLanguage "en"',
        f"schema:size {SENTENCES * 120}",
        'dcterms:rights "Invented, free to use."@en',
    )
    nodes = [node(f"src:{name}", "a schema:Article", *article)]
    for step in range(SENTENCES):
        passage = f"src:{name}-p1s{step}"
        place = (
            f"rdfs:label {in_three(f'paragraph 1, sentence {step}', f'абзац 1, предложение {step}', f'第1段第{step}句')}",
            f"oa:hasSource src:{name}",
            f"oa:hasSelector {passage}-position",
            f'schema:sha256 "{sha256(passage.encode()).hexdigest()}"',
        )
        span = f"oa:start {step * 120}", f"oa:end {step * 120 + 119}"
        nodes += [
            node(passage, "a sco:Passage", *place),
            node(f"{passage}-position", "a oa:TextPositionSelector", *span),
        ]
    return "".join(nodes)


def statement(number: int, step: int) -> tuple[str, str]:
    """Return what every statement node carries: the editor's confidence and two passages."""
    return confidence(number, step), passages(number, step)


def confidence(number: int, step: int) -> str:
    """Return the editor's confidence in a statement."""
    return f"sco:confidence sco:{CONFIDENCES[(number + step) % len(CONFIDENCES)]}"


def passages(number: int, *steps: int) -> str:
    """Return sentences of the organization's yearbook, and as many of the one before it."""
    found = (f"src:yearbook-{number - back}-p1s{(step + 3 * back) % SENTENCES}" for step in steps for back in (0, 1))
    return f"sco:supportedBy {' , '.join(found)}"


def state(number: int, step: int) -> str:
    """Return a state of the organization, another one for each step."""
    return f"id:state-{(number * 7 + step) % STATES}"


def country(number: int) -> str:
    """Return the country that a state governs."""
    return f"<https://sws.geonames.org/{9_000_000_000 + number}/>"


def founded(number: int, *, years: int = 0, days: int = 0) -> date:
    """Return the date so long after the organization's founding."""
    return date(1950, 1, 1) + timedelta(days=number * 37 % 20_000 + 365 * years + days)


def day(number: int, *, years: int = 0, days: int = 0) -> str:
    """Return the date so long after the organization's founding, as a literal."""
    return f'"{founded(number, years=years, days=days)}"^^xsd:date'


def labels(kind: str, number: int | str) -> str:
    """Return the name of a thing in three languages."""
    russian, chinese = NAMES[kind]
    return f"skos:prefLabel {in_three(f'{kind} {number}', f'{russian} {number}', f'{chinese}{number}')}"


def in_three(english: str, russian: str, chinese: str) -> str:
    """Return a text in the three languages of the data."""
    return f'"{english}"@en , "{russian}"@ru , "{chinese}"@zh'


def node(name: str, *properties: str) -> str:
    """Return one subject, one property a line, and a blank line before it."""
    return f"\n{name}\n    " + " ;\n    ".join(properties) + " .\n"
