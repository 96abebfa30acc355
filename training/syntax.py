"""Dependency trees of a treebank (Universal Dependencies 2) on the tokens of the engine."""
import collections

import numpy as np

TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
RELATIONS = ("root nsubj nsubj:pass obj iobj csubj ccomp xcomp obl obl:agent obl:unmarked advcl advmod aux aux:pass cop mark det amod nmod "
             "nmod:poss nmod:unmarked nmod:desc nummod appos acl acl:relcl compound compound:prt flat fixed case cc conj punct expl parataxis "
             "discourse vocative list reparandum dep").split()
SAME = {"csubj:pass": "nsubj:pass", "orphan": "dep", "goeswith": "fixed", "dislocated": "dep"}
INSIDE = RELATIONS.index("fixed")  # between the parts of a word that the engine cuts in two
TAG, RELATION = ({name: i for i, name in enumerate(names)} for names in (TAGS, RELATIONS))


def relation(name):
    """The number of a relation, subtypes that are not listed left off."""
    name = SAME.get(name, name)
    return RELATION[name if name in RELATION else name.split(":")[0]]


def read(path):
    """{document: [sentences]}, a sentence: [(form, tag, head, relation)], heads from 1, 0: root; and {document: text}."""
    documents, texts = collections.OrderedDict(), {}
    name, sentence, forms, pending, paragraph = None, [], [], 0, True
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            name = line[14:]
            documents[name], texts[name] = [], ""
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            paragraph = True
        elif line.startswith("# text = "):
            texts[name] = texts[name].rstrip(" ") + ("\n\n" if paragraph and texts[name] else " " if texts[name] else "") + line[9:]
            paragraph = False
        elif not line:
            if sentence:
                documents[name].append(sentence)
            sentence = []
        elif line[0] != "#":
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                forms, pending = [cells[1]], last - first + 1
            elif "." not in cells[0]:
                form = cells[1]
                sentence.append([form, TAG[cells[3]], int(cells[6]), relation(cells[7])])
                if pending:
                    pending -= 1
                    forms.append(form)
                    if not pending and "".join(forms[1:]) != forms[0]:  # "wanna": the first word has all letters
                        for k, part in enumerate(sentence[-len(forms) + 1:]):
                            part[0] = "" if k else forms[0]
    return documents, texts


def label(document, sentences):
    """Set `document.tree`: [tokens, 3] of tag, head token (-1: root; -2: unknown) and relation. Returns the share of tokens that have one."""
    solid = [i for i, c in enumerate(document.text) if not c.isspace()]
    place = np.full(len(document.text) + 1, len(solid))
    place[solid] = np.arange(len(solid))
    starts, ends = place[document.tokens[:, 0]], place[document.tokens[:, 1] - 1] + 1
    tree = np.full((len(document.tokens), 3), -2)
    at = 0
    letters = "".join(document.text.split())
    for sentence in sentences:
        spans = []
        for form, *_ in sentence:
            form = "".join(form.split())
            if letters[at:at + len(form)] != form:
                return 0.0
            spans.append((at, at + len(form)))
            at += len(form)
        owner = {}  # word -> token; of words in one token the first that is asked
        tokens_of = []
        for a, b in spans:
            first, last = int(np.searchsorted(ends, a, "right")), int(np.searchsorted(starts, b, "left"))
            tokens_of.append(range(first, last))
        for word, tokens in enumerate(tokens_of):
            owner[word] = tokens[0] if len(tokens) else None
        for word, (form, tag, parent, kind) in enumerate(sentence):
            tokens = tokens_of[word]
            if not len(tokens):
                continue
            head = -1 if parent == 0 else owner[parent - 1]
            if head is None or head == tokens[0]:
                continue  # its head is in the same token
            if tree[tokens[0], 1] == -2:
                tree[tokens[0]] = tag, head, kind
            for extra in tokens[1:]:
                tree[extra] = tag, tokens[0], INSIDE
    document.tree = tree
    return float((tree[:, 1] > -2).mean())
