"""From corpora to the language model's file: ``python -m kg.language.training CORPORA -o MODEL``.

Needs the extra ``train``; nothing at run time imports this package.
"""
