"""Labelled reports as sentences with targets.

A report is read from its gold file: blocks with their true sections, labels with evidence. Sentences are split exactly as
src/words.rs splits them (a test compares the two), so that what is learned here is what the program meets.
"""
import json, re, tomllib
from dataclasses import dataclass, field
from pathlib import Path

LEVEL = {"absent": 0, "partial": 1, "met": 2}
ABBREVIATIONS = {"mr", "mrs", "ms", "dr", "st", "e.g", "i.e", "eg", "ie", "etc", "vs", "approx", "no", "inc", "ltd", "prof"}
LONG_WORDS = 45  # a sentence over this length is cut: dictated text has no full stops
CLOSE = "\"'”’)]»"

def _next_letter_is_lower(s, i):
    while i < len(s):
        c = s[i]
        if c.isalpha(): return c.islower()
        if c in ".!?": return False
        i += 1
    return False

def _bounds(s):
    """Sentence ends by the rules of Unicode Annex 29, with abbreviations joined again."""
    i, n, out = 0, len(s), []
    while i < n:
        if s[i] not in ".!?": i += 1; continue
        j = i
        while j < n and s[j] in ".!?": j += 1
        last = s[j - 1]
        k = j
        while k < n and s[k] in CLOSE: k += 1
        m = k
        while m < n and s[m].isspace(): m += 1
        if m >= n: break
        if m == k and not (k > j):  # no space and no closing mark: 3.5, e.g., a.m, x.y
            if last == "." or s[m] in ",;:-–—": i = j; continue
        if s[m] in ",;:-–—": i = j; continue
        if m == k: i = j; continue
        if last == "." and _next_letter_is_lower(s, m): i = j; continue
        if last == ".":
            word = re.search(r"[\w.]*$", s[:i]).group().lower()
            if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"): i = j; continue
        out.append(m); i = m
    return out

def _cut_long(piece):
    """Cuts a piece of over LONG_WORDS words at the comma or conjunction nearest its middle, again and again."""
    todo, done = [piece], []
    while todo:
        p = todo.pop()
        words = list(re.finditer(r"\S+", p))
        if len(words) <= LONG_WORDS: done.append(p); continue
        best, mid = None, len(words) / 2
        for k in range(8, len(words) - 8):
            w, prev = words[k].group().lower(), words[k - 1].group()
            rank = 0 if prev[-1] in ",;:" else 6 if w in ("and", "so", "but", "because", "then") else None
            if rank is None: continue
            d = abs(k - mid) + rank
            if best is None or d < best[0]: best = (d, k)
        k = best[1] if best else len(words) // 2
        at = words[k].start()
        todo.append(p[at:]); todo.append(p[:at])
    return done

def sentences(text):
    """Pieces of `text`, in order, without the spaces around them."""
    cuts = [0, *_bounds(text), len(text)]
    out = []
    for a, b in zip(cuts, cuts[1:]):
        for p in _cut_long(text[a:b]):
            p = p.strip()
            if p: out.append(p)
    return out

tok = lambda s: re.findall(r"\w+", s.lower())

def trigrams(words):
    return {tuple(words[i:i + 3]) for i in range(len(words) - 2)}

@dataclass
class Sentence:
    text: str
    block: int
    heading: str
    appendix: bool
    front: bool
    sections: tuple
    kind: str
    words: int
    evidence: dict = field(default_factory=dict)  # criterion -> weight: 1 quoted as evidence, less where only `also`

@dataclass
class Report:
    id: str
    set: str
    sentences: list
    labels: dict   # criterion -> 0, 1, 2
    missing: dict
    place: int = 0            # position in its set; passages of one scenario share it
    only: str = ''            # the one criterion that is labelled, of a contrast passage
    source: str = ''          # the report that this one was cut from, itself if from none

def bears(sentence_words, sentence_tri, quote_words, quote_tri):
    """A sentence is evidence where it shares at least half of the shorter one's word trigrams with the quote."""
    short = min(len(sentence_tri), len(quote_tri))
    if short == 0: return bool(sentence_words) and sentence_words == quote_words
    return len(sentence_tri & quote_tri) >= 0.5 * short

def load(path, set_name):
    g = json.loads(Path(path).read_text())
    out, heading = [], ""
    for i, b in enumerate(g["blocks"]):
        s = b["sections"]
        appendix, front = s == ["appendix"], s == ["front"]
        if b["kind"] == "heading": heading = b["text"]
        secs = tuple(x for x in s if x[0].isdigit())
        for p in sentences(b["text"]):
            out.append(Sentence(p, i, heading if b["kind"] != "heading" else "", appendix, front, secs, b["kind"], len(p.split())))
    pre = [(tok(s.text), trigrams(tok(s.text))) for s in out]
    labels, missing = {}, {}
    for code, lab in g["criteria"].items():
        labels[code] = LEVEL[lab["label"]]; missing[code] = lab.get("missing", "")
        for weight, quotes in ((0.6, lab.get("also", [])), (1.0, lab["evidence"])):
            for q in quotes:
                qw = tok(q); qt = trigrams(qw)
                for s, (w, t) in zip(out, pre):
                    if s.kind == "heading" and len(w) < 6: continue
                    if bears(w, t, qw, qt): s.evidence[code] = max(weight, s.evidence.get(code, 0))
    return Report(g["id"], set_name, out, labels, missing, source=g.get("source", g["id"]))

def load_set(folder, set_name):
    out = [load(p, set_name) for p in sorted(Path(folder).glob("*.gold.json"))]
    for i, r in enumerate(out): r.place = i
    return out

def load_elsewhere(folder, codes):
    """Texts about no workplace: nothing in them bears on any criterion."""
    out = []
    for i, p in enumerate(sorted(Path(folder).glob("*.txt"))):
        paragraphs = [x for x in p.read_text().split("\n") if x.strip()]
        s = [Sentence(x, b, "", False, False, (), "paragraph", len(x.split())) for b, t in enumerate(paragraphs) for x in sentences(t)]
        out.append(Report(f"elsewhere-{p.stem}", "elsewhere", s, {c: 0 for c in codes}, {c: "" for c in codes}, i))
    return out

def passage(id, place, criterion, label, text, twin):
    """A contrast passage as a report of its own. What it shares with its twin (the other of met and partial) says little of how
    well it serves the criterion, so only what is its own counts in full."""
    level = {"met": 2, "partial": 1, "off": 0, "absent": 0}[label]; shared = {" ".join(tok(x)) for x in twin}
    out = []
    for p in sentences(text):
        s = Sentence(p, 0, "", False, False, (), "paragraph", len(p.split()))
        if level: s.evidence[criterion] = 0.35 if " ".join(tok(p)) in shared else 0.7
        out.append(s)
    return Report(id, "passages", out, {criterion: level}, {criterion: ""}, place, criterion)

def load_passages(folder, examples):
    rows = [(d["scenario"], d["criterion"], d["label"], d["text"]) for f in sorted(Path(folder).glob("*.jsonl"))
            for d in map(json.loads, f.read_text().splitlines())]
    for f in sorted(Path(examples).glob("*.toml")):
        rows += [(f"example-{d['criterion']}", d["criterion"], d["label"], d["text"]) for d in tomllib.loads(f.read_text())["example"]]
    scenario = {}
    for s, *_ in rows: scenario.setdefault(s, len(scenario))
    text = {(s, l): sentences(t) for s, _, l, t in rows}
    twin = {"met": "partial", "partial": "met"}
    return [passage(f"{s}-{l}-{n}", scenario[s], c, l, t, text.get((s, twin.get(l)), [])) for n, (s, c, l, t) in enumerate(rows)]
