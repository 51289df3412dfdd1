"""What an implementation of a seam must do, as tests to run on your own.

A reader passes ``check_reader(reader, path)`` on a file of its kind. A store's tests inherit
``StoreContract``, which needs pytest, and say how to make one.

>>> from kg.testing import StoreContract
>>> class TestMyStore(StoreContract):
...     def make_store(self):
...         return MyStore()
"""

from __future__ import annotations

from kg.read.contract import check_reader
from kg.store.contract import StoreContract

__all__ = ["StoreContract", "check_reader"]
