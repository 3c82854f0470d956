"""The fast reader: hashed word and character n-grams with linear heads. src/reader/ngram.rs computes the same features."""
import math, re
import numpy as np, scipy.sparse as sp
from sklearn.svm import LinearSVC
from sklearn.linear_model import LogisticRegression

BUCKETS = 1 << 15

def fnv(b):
    h = 0xcbf29ce484222325
    for x in b: h = ((h ^ x) * 0x100000001b3) & 0xffffffffffffffff
    return h

_CACHE = {}
def bucket(s):
    v = _CACHE.get(s)
    if v is None:
        h = fnv(s.encode()); v = _CACHE[s] = (h ^ (h >> 32)) & (BUCKETS - 1)
    return v

def words(text): return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower().replace("’", "'"))

def grams(text, heading):
    out = []
    w = words(text)
    for a in w: out.append("w" + a)
    for a, b in zip(w, w[1:]): out.append("b" + a + " " + b)
    for a in w:
        p = " " + a + " "
        for n in (3, 4, 5):
            for i in range(len(p) - n + 1): out.append("c" + p[i:i + n])
    h = words(heading)
    for a in h: out.append("h" + a)
    for a, b in zip(h, h[1:]): out.append("g" + a + " " + b)
    return out

def counts(text, heading):
    c = {}
    for g in grams(text, heading):
        k = bucket(g); c[k] = c.get(k, 0) + 1
    return c

def matrix(sentences, idf=None):
    """CSR of tf-idf rows, and the idf."""
    rows = [counts(s.text, s.heading) for s in sentences]
    if idf is None:
        df = np.zeros(BUCKETS)
        for r in rows:
            for k in r: df[k] += 1
        idf = np.where(df >= 3, np.log((1 + len(rows)) / (1 + df)) + 1, 0)
    indptr, ind, dat = [0], [], []
    for r in rows:
        ks = sorted(r); v = np.array([(1 + math.log(r[k])) * idf[k] for k in ks])
        n = math.sqrt((v * v).sum()) or 1
        ind += ks; dat += list(v / n); indptr.append(len(ind))
    return sp.csr_matrix((dat, ind, indptr), shape=(len(rows), BUCKETS), dtype=np.float32), idf

def fit(reports, codes, secs, weight):
    """Weights [outputs, BUCKETS] and bias for evidence, quality and section, as logits."""
    S = [s for r in reports for s in r.sentences if s.kind != "heading" and s.words >= 3]
    L = [r.labels for r in reports for s in r.sentences if s.kind != "heading" and s.words >= 3]
    w = np.array([weight(r) for r in reports for s in r.sentences if s.kind != "heading" and s.words >= 3])
    X, idf = matrix(S)
    W, B = [], []
    def svm(y, sw, X):
        if y.min() == y.max(): return np.zeros(BUCKETS), -3.0 if y[0] == 0 else 3.0
        m = LinearSVC(C=0.3, loss="squared_hinge", dual=True, max_iter=400, tol=1e-2); m.fit(X, y, sample_weight=sw)
        return m.coef_[0] * 2.5, m.intercept_[0] * 2.5
    for c in codes:
        y = np.array([s.evidence.get(c, 0) > 0 for s in S]).astype(int)
        a, b = svm(y, w * np.where(y, 6 * np.array([max(0.4, s.evidence.get(c, 0)) for s in S]), 1), X); W.append(a); B.append(b)
    for c in codes:
        k = np.array([i for i, s in enumerate(S) if s.evidence.get(c, 0) > 0])
        a, b = svm(np.array([int(L[i][c] == 2) for i in k]), w[k], X[k]) if len(k) > 4 else (np.zeros(BUCKETS), 0.0)
        W.append(a); B.append(b)
    k = np.array([i for i, s in enumerate(S) if s.sections])
    for x in secs:
        y = np.array([int(x in S[i].sections) for i in k]); a, b = svm(y, w[k], X[k]); W.append(a); B.append(b)
    return np.array(W, np.float32), np.array(B, np.float32), idf

def read(model, reports):
    W, B, idf = model; out = []
    for r in reports:
        X, _ = matrix(r.sentences, idf)
        z = (X @ W.T + B).astype(np.float32)
        for i, s in enumerate(r.sentences):
            if s.kind == "heading": z[i] = np.nan
        out.append(z)
    return out
