"""SPARQL 1.1 Graph Store HTTP Protocol, reading.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.query.worker import Question
from kg.serve.negotiate import TRIPLES, accepted, content_type
from kg.serve.pool import WorkerPool
from kg.serve.protocol import disconnected, iri, parameters
from kg.store import Dataset

_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Graphs:
    """Named graphs, whole.

    Args:
        pool: reads them.
    """

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    async def graph(self, request: Request) -> Response:
        """GET and HEAD of ``?graph=IRI`` or ``?default``."""
        given = parameters(request.scope["query_string"])
        names = [name for name, _ in given]
        if sorted(names) not in (["graph"], ["default"]):
            raise HTTPException(400, "name one graph with ?graph=IRI, or ?default for the union")
        media = accepted(request.headers.get("accept", ""), TRIPLES)
        if media is None:
            raise HTTPException(406, f"graphs come as {', '.join(TRIPLES)}")
        dataset = None if names == ["default"] else Dataset([iri(given[0][1])])
        if dataset is not None and not await self._any(dataset):
            raise HTTPException(404, "there is no such graph")
        question = Question(_WHOLE, graph_form=TRIPLES[media], dataset=dataset)
        reply = await self._pool.ask(question, gone=disconnected(request))
        return Response(reply.body, headers={"Content-Type": content_type(media), "Vary": "Accept"})

    async def _any(self, dataset: Dataset) -> bool:
        reply = await self._pool.ask(Question("ASK { ?s ?p ?o }", dataset=dataset))
        return bool(json.loads(reply.body)["boolean"])
