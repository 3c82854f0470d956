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

NAMES = None
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

def without_evidence(report, z, behind, ctx, c):
    """The row of criterion c with its evidence taken out of the report; None where nothing is left."""
    gone = [i for i, s in enumerate(report.sentences) if s.evidence.get(ctx[0][c], 0) > 0]
    def rest(a): a = a.copy(); a[gone] = np.nan; return a
    f = rows(report, rest(z), [rest(a) for a in behind], ctx, [c]); return None if f is None else f[0]

def rows(report, z, behind, ctx, only=None):
    """Rows for the judge: the blend's features, the criterion's number, then BEHIND of each reader."""
    codes, secs, wording, sections, priors = ctx; of = lambda a: report_features(report, a, codes, [wording[c] for c in codes], sections, secs, priors, only)
    f = of(z)
    if f is None: return None
    k = [NAMES.index(n) for n in BEHIND]
    return np.concatenate([f, *(of(a)[:, k] for a in behind)], axis=1)

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

def report_features(report, z, codes, wordings, crit_sections, secs, priors, only=None):
    """Rows [C, F] of the criteria in `only`, or of all; None where the report proper has no sentence."""
    global NAMES
    C = len(codes)
    body, appx = judged(report, z)
    words = np.array([s.words for s in report.sentences], np.float32)
    if len(body) == 0: return None
    E, Q = z[body, :C], z[body, C:2 * C]
    sec = section_shares(z[body], C)
    P, R = sigmoid(E), sigmoid(Q)
    W = words[body]
    order = np.argsort(-E, axis=0, kind="stable")
    margin = margins(E)
    lx = np.array([lexical(report.sentences[i].text) for i in body], np.float32); lex = {k: lx[:, n] for n, k in enumerate(LEX_NAMES)}
    total = W.sum()
    blocks = np.array([report.sentences[i].block for i in body])
    rows, names = [], None
    tops = np.array([E[order[0, c], c] for c in range(C)]); soft = P.sum(0); both = (P * R).sum(0)
    for c in range(C) if only is None else only:
        o = order[:, c]; e, q, p, r = E[o, c], Q[o, c], P[o, c], R[o, c]
        k5 = np.pad(e[:5], (0, max(0, 5 - len(e))), constant_values=-12); q5 = np.pad(q[:5], (0, max(0, 5 - len(q))), constant_values=-6)
        f = {}
        for k in range(5): f[f"e{k}"] = k5[k]
        for k in range(4): f[f"q{k}"] = q5[k]
        f["soft"] = p.sum(); f["over0"] = (e > 0).sum(); f["over-1.5"] = (e > -1.5).sum()
        f["words"] = (p * W[o]).sum(); f["both"] = (p * r).sum(); f["bothw"] = (p * r * W[o]).sum()
        f["qmean"] = (p * q).sum() / (p.sum() + 0.05); f["qmax"] = q[e > -2].max() if (e > -2).any() else -6.0
        eq = np.minimum(e, q + 2); f["eqmax"] = eq.max(); s = np.sort(eq)[::-1]; f["eq2"] = s[1] if len(s) > 1 else -12.0
        f["noisy"] = -np.log(np.clip(1 - p * r, 0.01, 1)).sum()
        m = margin[:, c]; f["m0"] = m[o[0]]; f["m1"] = m[o[1]] if len(o) > 1 else -12.0; f["wins"] = ((m >= 0) & (E[:, c] > -2)).sum()
        f["mmax"] = m[E[:, c] > -2].max() if (E[:, c] > -2).any() else -12.0
        b = blocks[o[:5]][e[:5] > -2]; f["blocks"] = len(set(b.tolist())); f["run"] = float(np.sum(np.diff(np.sort(o[:5])) == 1))
        i0 = o[0]; nb = [E[j, c] for j in (i0 - 1, i0 + 1) if 0 <= j < len(body)]; f["near"] = max(nb) if nb else -12.0
        f["app"] = z[appx, c].max() if len(appx) else -12.0; f["appsoft"] = sigmoid(z[appx, c]).sum() if len(appx) else 0.0
        sx = [secs.index(x) for x in crit_sections[codes[c]]]; mass = sec[:, sx].sum(1)
        f["secwords"] = (mass * W).sum(); f["secsoft"] = (p * mass[o]).sum() / (p.sum() + 0.05)
        f["w0"] = W[o[0]]; f["w3"] = W[o[:3]].sum()
        for k in LEX_NAMES: f["x_" + k] = (lex[k][o[:6]] * p[:6]).sum() / (p[:6].sum() + 0.05)
        wt = tok(wordings[c]); wtri = {tuple(wt[j:j + 3]) for j in range(len(wt) - 2)}
        cop = []
        for j in o[:3]:
            t = tok(report.sentences[body[j]].text); cop.append(len({tuple(t[a:a + 3]) for a in range(len(t) - 2)} & wtri) / max(1, len(wtri)))
        f["copy"] = max(cop)
        others = np.delete(np.arange(C), c)
        f["r_top"] = tops[others].mean(); f["r_soft"] = soft[others].mean(); f["r_both"] = both[others].mean(); f["r_words"] = total
        f["r_sents"] = len(body); f["r_low"] = np.sort(tops[others])[:10].mean()
        sib = [d for d in others if codes[d].split(".")[0] == codes[c].split(".")[0]]
        f["sib_top"] = np.mean(tops[sib]) if sib else -12.0; f["sib_both"] = np.mean(both[sib]) if sib else 0.0
        f["r_i"] = (lex["i"] * W).sum() / total; f["r_past"] = (lex["past"] * W).sum() / total; f["r_you"] = (lex["you"] * W).sum() / total
        f["prior1"], f["prior2"] = priors[codes[c]]
        f["crit"] = c
        if names is None: names = list(f)
        rows.append([float(v) for v in f.values()])
    NAMES = names
    return np.array(rows, np.float32)
