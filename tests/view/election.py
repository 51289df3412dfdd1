"""Claims on Pakistan's 2024 election as the store would give them back; sentences written here."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.ids import content_hash, entity_iri
from kg.model import ArticleInfo, Claim, Entity, Evidence, Modality, StoredClaim

MODALITY = {
    "factual": Modality(),
    "ended": Modality(tense="past"),
    "planned": Modality(tense="future"),
    "alleged": Modality(certainty="probable"),
    "denied": Modality(polarity="negative"),
    "hypothetical": Modality(certainty="possible"),
}


def entity(cls: str, name: str, *aliases: str) -> Entity:
    """An entity under the IRI that its full name gives it."""
    return Entity(entity_iri(cls, name), name, cls, aliases)


PTI = entity("Party", "Pakistan Tehreek-e-Insaf", "PTI")
PMLN = entity("Party", "Pakistan Muslim League (Nawaz)", "PML-N")
PPP = entity("Party", "Pakistan Peoples Party", "PPP", "PPPP")
MQM = entity("Party", "Muttahida Qaumi Movement – Pakistan", "MQM-P")
JUIF = entity("Party", "Jamiat Ulema-e-Islam (Fazl)", "JUI-F")
SIC = entity("Party", "Sunni Ittehad Council", "SIC")
MWM = entity("Party", "Majlis Wahdat-e-Muslimeen", "MWM")
IPP = entity("Party", "Istehkam-e-Pakistan Party", "IPP")
PMLQ = entity("Party", "Pakistan Muslim League (Quaid)", "PML-Q")
BAP = entity("Party", "Balochistan Awami Party", "BAP")
ANP = entity("Party", "Awami National Party", "ANP")
BNPM = entity("Party", "Balochistan National Party (Mengal)", "BNP-M")
PKMAP = entity("Party", "Pashtunkhwa Milli Awami Party", "PkMAP")
JI = entity("Party", "Jamaat-e-Islami", "JI")
GDA = entity("Alliance", "Grand Democratic Alliance", "GDA")
PTIP = entity("Party", "Pakistan Tehreek-e-Insaf Parliamentarians", "PTI-P")
NP = entity("Party", "National Party")
TLP = entity("Party", "Tehreek-e-Labbaik Pakistan", "TLP")
PDM = entity("Alliance", "Pakistan Democratic Movement", "PDM")
TTAP = entity("Alliance", "Tehreek Tahafuz-e-Ayin-e-Pakistan", "TTAP")
FUNC = entity("Party", "Pakistan Muslim League (Functional)", "PML-F")
PMLZ = entity("Party", "Pakistan Muslim League (Zia)", "PML-Z")
KHAN = entity("Person", "Imran Khan")
GOHAR = entity("Person", "Gohar Ali Khan")
BILAWAL = entity("Person", "Bilawal Bhutto Zardari")
SHEHBAZ = entity("Person", "Shehbaz Sharif")
NAWAZ = entity("Person", "Nawaz Sharif")
FAZL = entity("Person", "Fazlur Rehman")
RAZA = entity("Person", "Hamid Raza")
DAR = entity("Person", "Ishaq Dar")
CHATTHA = entity("Person", "Liaqat Ali Chattha")
ECP = entity("Organization", "Election Commission of Pakistan", "ECP")
NA = entity("Legislature", "National Assembly")
PM = entity("Office", "Prime Minister of Pakistan")
ENTITIES = {name: value for name, value in globals().items() if isinstance(value, Entity)}

OUTLETS = {
    "courier": "Indus Courier (sample)",
    "ledger": "Harbour Ledger (sample)",
    "weekly": "Margalla Weekly (sample)",
    "dispatch": "Khyber Dispatch (sample)",
    "observer": "Northbank Observer (sample)",
}


def say(
    subject: Entity,
    predicate: str,
    what: Entity | int | float | str,
    quote: str,
    *,
    outlet: str = "courier",
    published: str | None = "2024-02-12",
    status: str = "factual",
    speaker: Entity | None = None,
    origin: str = "",
    superseded: bool = False,
    url: str = "https://news.example/article",
    title: str = "",
    **qualifiers: Any,
) -> StoredClaim:
    """A relation claim as stored; its article is the outlet's of that day."""
    article_id = f"{outlet}-{published}"
    number = content_hash(subject.id, predicate, str(what), quote)
    return StoredClaim(
        iri=f"https://w3id.org/polkg/id/claim/{outlet}-{published}-{number}",
        claim=Claim(
            article=article_id,
            kind="relation",
            subject=subject,
            predicate=predicate,
            object=what,
            evidence=Evidence(40, 40 + len(quote), quote),
            qualifiers=tuple(sorted(qualifiers.items())),
            modality=MODALITY[status],
            speaker=speaker,
        ),
        article=ArticleInfo(
            iri=f"https://w3id.org/polkg/id/article/{article_id}/1",
            id=article_id,
            version="1",
            title=title or f"The day's politics, {published}",
            url=url,
            published=published,
            source=outlet,
            source_title=OUTLETS.get(outlet, outlet),
            origin=origin,
            superseded=superseded,
        ),
    )


def happen(
    event: str, roles: dict[str, tuple[Entity, ...]], quote: str, **options: Any
) -> StoredClaim:
    """An event claim as stored, on the article that `say` would give it."""
    base = say(PTI, event, "", quote, **options)
    claim = Claim(
        article=base.claim.article,
        kind="event",
        predicate=event,
        roles=tuple(sorted(roles.items())),
        evidence=base.claim.evidence,
        modality=base.claim.modality,
    )
    return StoredClaim(base.iri, claim, base.article)


def dated(
    event: str, roles: dict[str, tuple[Entity, ...]], *, time: str, **options: Any
) -> StoredClaim:
    """An event as `happen` gives it, with the date that its text gives."""
    told = happen(event, roles, f"{event} of {time}", **options)
    return replace(told, claim=replace(told.claim, time=time))


def election_claims() -> list[StoredClaim]:
    """Some seventy claims: what five sample outlets said in the weeks after the vote."""
    with Path(__file__).with_name("election.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        claims = [_row(row) for row in rows]
    named = {"actor": (NAWAZ,), "target": (SHEHBAZ,)}
    quote = "Nawaz Sharif named his brother Shehbaz Sharif for the office."
    return [*claims, happen("Nomination", named, quote, outlet="ledger", published="2024-02-13")]


def _row(row: dict[str, str]) -> StoredClaim:
    what = row["object"]
    qualifiers = dict(pair.split("=") for pair in row["qualifiers"].split(",") if pair)
    return say(
        ENTITIES[row["subject"]],
        row["predicate"],
        int(what) if what.isdigit() else ENTITIES[what],
        row["quote"],
        status=row["status"],
        outlet=row["outlet"],
        published=row["published"],
        speaker=ENTITIES.get(row["speaker"]),
        **{key: ENTITIES.get(value, value) for key, value in qualifiers.items()},
    )
