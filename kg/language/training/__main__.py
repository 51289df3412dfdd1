"""Train the language model, or print its figures.

python -m kg.language.training CORPORA -o MODEL       corpora -> model file (about an hour, 2 cores)
python -m kg.language.training evaluate CORPORA       figures of the shipped model, or of --model
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from kg.language.model import Model
from kg.language.tokenizer import tokenize
from kg.language.training.batches import Classes
from kg.language.training.corpora import (
    TAGS,
    Named,
    read_conllu,
    read_crossner,
    read_iob,
    read_own,
    read_redocred,
)
from kg.language.training.evaluate import report
from kg.language.training.export import export
from kg.language.training.names import Names
from kg.language.training.network import Network, encoder_folder, load_encoder
from kg.language.training.titles import Titles
from kg.language.training.train import Settings, Trainer
from kg.language.words import Pieces

HERE = Path(__file__).parent
OWN = HERE / "sentences"
OWN_TIMES = 3  # how often a round of training shows our own sentences


def main(arguments: Sequence[str]) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.language.training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpora", type=Path, help="folder of the corpora, see models/README.md")
    if arguments[:1] == ["evaluate"]:
        parser.add_argument("--model", type=Path, help="a model file, else the shipped one")
        options = parser.parse_args(arguments[1:])
        for line in report(Model.load(options.model), options.corpora, OWN):
            print(line)
        return
    parser.add_argument("-o", "--output", type=Path, required=True, help="model file to write")
    parser.add_argument("--name", default="news-en-2", help="recorded in every extraction run")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--decay", type=int, default=1100, help="last steps, of falling rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkpoint", type=Path, help="save here, or go on from here")
    parser.add_argument("--average", type=Path, help="earlier checkpoint to mix into the weights")
    parser.add_argument("--share", type=float, default=0.3, help="of --average in the mix")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # an end that ends the workers too
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(
        options.corpora,
        options.output,
        name=options.name,
        settings=Settings(
            steps=options.steps,
            decay=options.decay,
            seed=options.seed,
            checkpoint=options.checkpoint,
            average=options.average,
            share=options.share,
        ),
    )


def train(corpora: Path, output: Path, *, name: str, settings: Settings) -> None:
    """Read the corpora, train on them, write the model file."""
    syntax = list(read_conllu(corpora / "ud-ewt" / "train.conllu"))
    classes = Classes(
        pos=tuple(sorted({tag for sentence in syntax for tag in sentence.pos})),
        deprels=tuple(sorted({deprel for sentence in syntax for deprel in sentence.deprels})),
        tags=TAGS,
    )
    folder = encoder_folder()
    vocabulary = (folder / "vocab.txt").read_text("utf-8").splitlines()
    torch.manual_seed(settings.seed)
    network = Network(
        vocabulary=len(vocabulary),
        pos=len(classes.pos),
        deprels=len(classes.deprels),
        tags=len(classes.tags),
    )
    load_encoder(network.encoder, folder)
    names = Names.load(HERE / "names.toml", tokenize)
    titles = Titles.load(
        HERE / "titles.toml",
        places=[*names.short["Place"], *names.long["Place"]],
        parties=[*names.short["Party"], *names.long["Party"]],
    )
    trainer = Trainer(network, Pieces(vocabulary), classes, names, titles)
    trainer.train(syntax, named(corpora), settings)
    export(network, output, classes=classes, vocabulary=vocabulary, name=name)


def named(corpora: Path) -> list[Named]:
    """Return every sentence that mentions are trained on, once for each time in a round."""
    found, _ = read_crossner(corpora)
    found += read_iob(corpora / "uner" / "ewt-test.iob2", "uner", word=1, tag=2)
    found += read_redocred(corpora)
    for path in sorted(OWN.glob("*.txt")):
        if not path.name.startswith("heldout-"):
            found += [*read_own(path, tokenize)] * OWN_TIMES
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
