"""The graph over HTTP: SPARQL 1.1 Protocol, read-only Graph Store Protocol, pages of entities.

Nothing here writes, but for judgements on who is who where leave is given. Queries run in
processes that can be ended, on what a build published last, so a build may go on meanwhile. Needs
the extra ``serve``: ``pip install 'polkg[serve]'``.
"""

from kg.serve.app import create_app

__all__ = ["create_app"]
