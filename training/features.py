"""What the judge of statuses sees of one criterion over a whole report. src/coverage/features.rs computes the same numbers
in the same order (a test compares the two)."""
from functools import lru_cache
import numpy as np

MIN_WORDS = 3
LEX = {
    "i": {"i", "i'm", "i've", "i'd", "i'll", "my", "me", "myself"},
    "we": {"we", "our", "us", "we're", "we've"},
    "you": {"you", "your", "should", "must", "always", "would"},
    "past": {"was", "were", "had", "did", "said", "told", "went", "got", "made", "took", "gave", "felt", "wrote", "rang", "came", "found", "kept",
             "put", "sent", "thought", "knew", "left"},
    "why": {"because", "so", "means", "therefore", "since", "if", "otherwise", "help", "helps"},
    "not": {"not", "never", "no", "don't", "didn't", "haven't", "can't", "won't", "isn't", "nothing", "none", "without"},
}

@lru_cache(maxsize=None)
def lexical(text):
    """0 or 1 for each list of LEX, then for a digit and for a quotation mark."""
    w = tok(text)
    out = [float(any(x in v or (k == "past" and len(x) > 3 and x.endswith("ed")) for x in w)) for k, v in LEX.items()]
    return out + [float(any(c.isdigit() for c in text)), float(any(c in "\"“”" for c in text))]

LEX_NAMES = [*LEX, "number", "quote"]

def sigmoid(x): return 1 / (1 + np.exp(-np.clip(x, -30, 30)))

from ngram import words

@lru_cache(maxsize=None)
def tok(text): return words(text)

# Numbers of one criterion in a report, in the order of the row.
NAMES = [*(f"e{k}" for k in range(5)), *(f"q{k}" for k in range(4)), "soft", "over0", "over-1.5", "words", "both", "bothw", "qmean", "qmax", "eqmax",
         "eq2", "noisy", "m0", "m1", "wins", "mmax", "blocks", "run", "near", "app", "appsoft", "secwords", "secsoft", "w0", "w3",
         *("x_" + k for k in LEX_NAMES), "copy", "r_top", "r_soft", "r_both", "r_words", "r_sents", "r_low", "sib_top", "sib_both", "r_i", "r_past",
         "r_you", "prior1", "prior2", "crit"]
# What is taken of each reader behind a blend.
BEHIND = ["e0", "e1", "e2", "q0", "q1", "soft", "both", "noisy", "eqmax", "m0", "qmax", "qmean"]
# Body sentences that the ranking of quotes chooses among.
CANDIDATES = 12

def judged(report, z):
    """Indices of the sentences of the report proper and of its appendix that are judged."""
    ok = np.array([not np.isnan(z[i, 0]) and s.words >= MIN_WORDS for i, s in enumerate(report.sentences)])
    app = np.array([s.appendix for s in report.sentences]); front = np.array([s.front for s in report.sentences])
    return np.where(ok & ~app & ~front)[0], np.where(ok & app)[0]

def section_shares(z, C):
    sec = z[:, 2 * C:]; sec = np.exp(sec - sec.max(1, keepdims=True)); return sec / sec.sum(1, keepdims=True)

def margins(E):
    """How far each sentence bears more on each criterion than on any other."""
    top2 = np.sort(E, axis=1)[:, -2:]
    return E - np.where(E >= top2[:, 1:], top2[:, :1], top2[:, 1:])

@lru_cache(maxsize=None)
def triples(text): t = tok(text); return frozenset(tuple(t[a:a + 3]) for a in range(len(t) - 2))

class Sheet:
    """One reader's readings of the judged sentences of a report, arrays a row a sentence; the same without some sentences is quick to have."""
    def __init__(self, report, z, codes):
        C, (self.body, self.appx) = len(codes), judged(report, z); b = self.body; at = [report.sentences[i] for i in b]
        self.rows = {"E": z[b, :C], "Q": z[b, C:2 * C], "sec": section_shares(z[b], C) if len(b) else z[b, 2 * C:], "W": np.array([s.words for s in at], np.float32),
                     "block": np.array([s.block for s in at]), "lx": np.array([lexical(s.text) for s in at], np.float32).reshape(len(b), len(LEX_NAMES))}
        self.rows |= {"P": sigmoid(self.rows["E"]), "R": sigmoid(self.rows["Q"]), "margin": margins(self.rows["E"])}
        self.app, self.text = z[self.appx, :C], [s.text for s in at]

    def without(self, gone):
        out, keep, app = object.__new__(Sheet), ~np.isin(self.body, gone), ~np.isin(self.appx, gone)
        out.body, out.appx, out.app, out.text = self.body[keep], self.appx[app], self.app[app], [t for t, k in zip(self.text, keep) if k]
        out.rows = {k: v[keep] for k, v in self.rows.items()}; return out

    def totals(self):
        """What all criteria of the report have in common."""
        r = self.rows; self.tops, self.soft, self.both = r["E"].max(0), r["P"].sum(0), (r["P"] * r["R"]).sum(0); return self

    def row(self, c, codes, wording, own_sections, priors):
        """The numbers of NAMES for criterion c."""
        r = self.rows; E, W, P, n = r["E"][:, c], r["W"], r["P"][:, c], len(self.body); o = np.argsort(-E, kind="stable")
        e, q, p, t = E[o], r["Q"][o, c], P[o], r["R"][o, c]; m = r["margin"][:, c]; bears = E > -2
        pad = lambda a, k, v: list(a[:k]) + [v] * (k - len(a))
        eq = np.minimum(e, q + 2); s = np.sort(eq)[::-1]; near = [E[j] for j in (o[0] - 1, o[0] + 1) if 0 <= j < n]
        f = [*pad(e, 5, -12), *pad(q, 4, -6), p.sum(), (e > 0).sum(), (e > -1.5).sum(), (p * W[o]).sum(), (p * t).sum(), (p * t * W[o]).sum(),
             (p * q).sum() / (p.sum() + 0.05), q[e > -2].max() if (e > -2).any() else -6.0, eq.max(), s[1] if n > 1 else -12.0,
             -np.log(np.clip(1 - p * t, 0.01, 1)).sum(), m[o[0]], m[o[1]] if n > 1 else -12.0, ((m >= 0) & bears).sum(), m[bears].max() if bears.any() else -12.0,
             len(set(r["block"][o[:5]][e[:5] > -2].tolist())), np.sum(np.diff(np.sort(o[:5])) == 1), max(near) if near else -12.0,
             self.app[:, c].max() if len(self.app) else -12.0, sigmoid(self.app[:, c]).sum()]
        mass = r["sec"][:, own_sections].sum(1); f += [(mass * W).sum(), (p * mass[o]).sum() / (p.sum() + 0.05), W[o[0]], W[o[:3]].sum()]
        f += [*((r["lx"][o[:6]] * p[:6, None]).sum(0) / (p[:6].sum() + 0.05))]
        asked = triples(wording); f.append(max(len(triples(self.text[j]) & asked) / max(1, len(asked)) for j in o[:3]))
        others = np.arange(len(codes)) != c; sib = [d for d in np.where(others)[0] if codes[d].split(".")[0] == codes[c].split(".")[0]]; total = W.sum()
        f += [self.tops[others].mean(), self.soft[others].mean(), self.both[others].mean(), total, n, np.sort(self.tops[others])[:10].mean(),
              np.mean(self.tops[sib]) if sib else -12.0, np.mean(self.both[sib]) if sib else 0.0]
        return np.array([*f, *((r["lx"][:, LEX_NAMES.index(k)] * W).sum() / total for k in ("i", "past", "you")), *priors[codes[c]], c], np.float32)

def sheets(report, z, behind, codes): return [Sheet(report, a, codes) for a in (z, *behind)]

def without_evidence(report, sheets, ctx, c):
    """The row of criterion c with its evidence taken out of the report; None where nothing is left."""
    gone = evidence_of(report, ctx[0][c]); f = rows([s.without(gone) for s in sheets], ctx, [c]); return None if f is None else f[0]

def evidence_of(report, code):
    """Indices of the sentences that bear on a criterion."""
    return [i for i, s in enumerate(report.sentences) if s.evidence.get(code, 0) > 0]

def rows(sheets, ctx, only=None):
    """Rows for the judge of the criteria in `only`, or of all: the blend's NAMES, then BEHIND of each reader; None where the report proper has no
    sentence."""
    codes, secs, wording, sections, priors = ctx
    if len(sheets[0].body) == 0: return None
    k = [NAMES.index(n) for n in BEHIND]; sheets = [s.totals() for s in sheets]
    of = lambda s, c: s.row(c, codes, wording[codes[c]], [secs.index(x) for x in sections[codes[c]]], priors)
    return np.array([np.concatenate([of(sheets[0], c), *(of(s, c)[k] for s in sheets[1:])]) for c in (range(len(codes)) if only is None else only)], np.float32)

def pair_columns(pairs, keys):
    """What the pair reader says, for the judge: log odds of touched and met, and the level that they make likely."""
    z = np.array([pairs[k] for k in keys], np.float32); return np.concatenate([z, sigmoid(z).sum(1, keepdims=True)], 1).astype(np.float32)

def candidates(report, z, behind, ctx):
    """Per criterion (candidate sentences, their rows for the ranking of quotes), strongest first."""
    codes, secs, _, sections, _ = ctx; C = len(codes); body, _ = judged(report, z)
    if len(body) == 0: return []
    E, Q, sec, M = z[body, :C], z[body, C:2 * C], section_shares(z[body], C), margins(z[body, :C])
    lx = np.array([lexical(report.sentences[i].text) for i in body]); words = [report.sentences[i].words for i in body]; out = []
    beside = lambda j, c: E[j, c] if 0 <= j < len(body) else -12.0
    for c, code in enumerate(codes):
        o = np.argsort(-E[:, c], kind="stable")[:CANDIDATES]; sx = [secs.index(x) for x in sections[code]]; X = []
        for k, j in enumerate(o):
            block = report.sentences[body[j]].block; same = lambda i: beside(i, c) if 0 <= i < len(body) and report.sentences[body[i]].block == block else -12.0
            X.append([k, E[j, c], E[o[0], c] - E[j, c], Q[j, c], M[j, c], words[j], same(j - 1), same(j + 1), sec[j, sx].sum(), j / len(body), c, len(body), *lx[j],
                      *(v for a in behind for v in (a[body[j], c], a[body[j], C + c]))])
        out.append((body[o], np.array(X, np.float32)))
    return out
