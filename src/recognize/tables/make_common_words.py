#!/usr/bin/env python3
"""Count how often English words are written in lower case and with a capital.

    python3 src/recognize/tables/make_common_words.py TREEBANKS CORPORA > src/recognize/tables/common_words.tsv

TREEBANKS is a folder of Universal Dependencies files (en_*.conllu), CORPORA one
of annotated articles (*.jsonl with a `text` field).  Capitals are counted inside
sentences only, where they mean a name.  A word is kept when lower case is at
least RATIO times as frequent.  Only words and two counts are written.
"""

import collections
import json
import pathlib
import re
import sys

RATIO = 3
LEAST = 2
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE_END = re.compile(r"[.!?:;\"“”‘(\[\n•|]\s*$|^\s*$|--\s*$|—\s*$")
# Corpora under a non-commercial licence and encyclopedic ones stay out.
CORPORA = ("LGL", "TR-News", "GeoWebNews")


def texts(treebanks, corpora):
    """Yield each text or sentence once."""
    for path in sorted(treebanks.glob("en_*.conllu")):
        for line in path.open(encoding="utf-8"):
            if line.startswith("# text = "):
                yield line[len("# text = "):].strip()
    for name in CORPORA:
        for line in (corpora / f"{name}.jsonl").open(encoding="utf-8"):
            yield json.loads(line)["text"]


def is_title_case(sentence):
    """Tell whether most longer words have a capital: a headline says nothing about names."""
    words = [word for word in WORD.findall(sentence) if len(word) > 3]
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def count(all_texts):
    """Return counts of words in lower case and of capitalised words inside sentences."""
    lower, upper = collections.Counter(), collections.Counter()
    for text in all_texts:
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
            title_case = is_title_case(sentence)
            for match in WORD.finditer(sentence):
                word = match.group()
                if word.islower():
                    lower[word] += 1
                elif word[1:].islower() and not title_case:
                    if not SENTENCE_END.search(sentence[: match.start()]):
                        upper[word.lower()] += 1
    return lower, upper


def main():
    treebanks, corpora = map(pathlib.Path, sys.argv[1:3])
    lower, upper = count(texts(treebanks, corpora))
    print("word\tlower\tcapital")
    for word in sorted(lower):
        if lower[word] >= LEAST and lower[word] >= RATIO * upper[word] and len(word) > 1:
            print(f"{word}\t{lower[word]}\t{upper[word]}")


main()
