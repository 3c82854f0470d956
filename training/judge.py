"""Fits the judge of statuses: blend of the two readers, boosted trees over a criterion's features, thresholds, reliability."""
import json, pickle
import numpy as np, lightgbm as lgb
from sklearn.linear_model import LogisticRegression
import export, features, metrics

TREES = dict(objective="binary", learning_rate=.04, num_leaves=12, min_data_in_leaf=15, feature_fraction=.35, bagging_fraction=.8, bagging_freq=1,
             lambda_l2=5, verbose=-1, num_threads=2, deterministic=True, force_row_wise=True)
ROUNDS, SEEDS, FOLDS = 180, 3, 6
ROW_WEIGHT = {"train": 1.0, "natural-train": 3.0, "written": 2.0}
NATURAL = {"natural-train", "natural-dev"}

def fit_blend(reports, ZE, ZN, codes):
    """Pooled logistic regression of both readers' logits: (encoder, n-gram, constant) for evidence and for quality."""
    C = len(codes); X, y, Q, q = [], [], [], []
    for r in reports:
        a, b = ZE[r.id], ZN[r.id]
        for i, s in enumerate(r.sentences):
            if np.isnan(a[i, 0]) or s.words < 3: continue
            for c, code in enumerate(codes):
                e = s.evidence.get(code, 0) > 0; X.append((a[i, c], b[i, c])); y.append(e)
                if e: Q.append((a[i, C + c], b[i, C + c])); q.append(r.labels[code] == 2)
    e = LogisticRegression(C=1e3).fit(np.array(X), np.array(y)); k = LogisticRegression(C=1e3).fit(np.array(Q), np.array(q))
    return {"evidence": [*map(float, e.coef_[0]), float(e.intercept_[0])], "quality": [*map(float, k.coef_[0]), float(k.intercept_[0])], "section": [0.8, 0.5, 0.0]}

def blend(a, b, m, C):
    z = a.copy()
    for name, sl in (("evidence", slice(0, C)), ("quality", slice(C, 2 * C)), ("section", slice(2 * C, None))):
        z[:, sl] = a[:, sl] * m[name][0] + b[:, sl] * m[name][1] + m[name][2]
    return z.astype(np.float32)

class Rows:
    def __init__(self, reports, Z, ctx):
        codes, secs, wording, sections, priors = ctx
        X, self.y, self.g, self.set, self.c, self.rank = [], [], [], [], [], []
        for r in reports:
            f = features.report_features(r, Z[r.id], codes, [wording[c] for c in codes], sections, secs, priors)
            if f is None: continue
            x, ranked = f; X.append(x); self.rank += ranked
            self.y += [r.labels[c] for c in codes]; self.g += [r.id] * len(codes); self.set += [r.set] * len(codes); self.c += range(len(codes))
        self.X = np.concatenate(X)[:, :-1]; self.y = np.array(self.y); self.g = np.array(self.g); self.set = np.array(self.set); self.c = np.array(self.c)
        self.w = np.array([ROW_WEIGHT.get(s, 1.0) for s in self.set])

def boost(X, y, w, seeds=SEEDS):
    return {n: [lgb.train({**TREES, "seed": s}, lgb.Dataset(X, (y >= t).astype(int), weight=w), ROUNDS) for s in range(seeds)] for n, t in (("touch", 1), ("met", 2))}

def probabilities(ms, X):
    raw = {n: np.mean([m.predict(X, raw_score=True) for m in v], 0) for n, v in ms.items()}
    return {n: 1 / (1 + np.exp(-v)) for n, v in raw.items()}

def out_of_fold(rows, seeds=2):
    ids = list(dict.fromkeys(rows.g)); fold = {g: i % FOLDS for i, g in enumerate(ids)}; fo = np.array([fold[g] for g in rows.g])
    p = {"touch": np.zeros(len(rows.y)), "met": np.zeros(len(rows.y))}
    for k in range(FOLDS):
        ms = boost(rows.X[fo != k], rows.y[fo != k], rows.w[fo != k], seeds); q = probabilities(ms, rows.X[fo == k])
        for n in p: p[n][fo == k] = q[n]
    return p

def statuses(p, th): s = p["touch"] + p["met"]; return (s >= th[0]).astype(int) + (s >= th[1])

def tune(p, rows, mask):
    """Thresholds on the sum of both probabilities: highest mean of both kappas on natural reports less the costly errors."""
    best = None
    for a in np.arange(.3, 1.2, .05):
        for b in np.arange(max(a + .1, .9), 1.9, .04):
            f = metrics.figures(rows.c[mask], rows.y[mask], statuses(p, (a, b))[mask])
            o = f["kappa"] * .5 + f["within"] * .5 - .3 * (f["absent_ev"] + f["gap_ev"]) / 100
            if best is None or o > best[0]: best = (o, float(a), float(b))
    return best[1:]

def show(name, rows, p, th):
    for s, m in (("planned", np.isin(rows.set, ["train", "dev"])), ("natural", np.isin(rows.set, list(NATURAL))), ("written", rows.set == "written")):
        if m.any(): print(name, s, {k: float(v) for k, v in metrics.figures(rows.c[m], rows.y[m], statuses(p, th)[m]).items()}, flush=True)

def first_right(name, rows, reports, codes):
    by = {r.id: r for r in reports}; out = {}
    for g, s, c, y, k in zip(rows.g, rows.set, rows.c, rows.y, rows.rank):
        if y:
            hit = [by[g].sentences[i].evidence.get(codes[c], 0) > 0 for i in k[:3]]; out.setdefault(s, []).append((hit[0], any(hit)))
    print(name, {s: "first %.1f three %.1f" % tuple(100 * np.mean(v, 0)) for s, v in out.items()}, flush=True)

def flat(ms, c, name):
    """Trees as flat arrays: children below zero are leaves."""
    feature, threshold, left, right, leaves, roots = [], [], [], [], [], []
    def add(node):
        if "leaf_value" in node: leaves.append(node["leaf_value"]); return ~(len(leaves) - 1)
        i = len(feature); feature.append(node["split_feature"]); threshold.append(node["threshold"]); left.append(0); right.append(0)
        left[i] = add(node["left_child"]); right[i] = add(node["right_child"]); return i
    for m in ms:
        for t in m.dump_model()["tree_info"]: roots.append(add(t["tree_structure"]))
    # A threshold is rounded down to f32, so that a value just above it still goes right.
    th = np.array(threshold); t32 = th.astype(np.float32); t32 = np.where(t32 > th, np.nextafter(t32, np.float32(-np.inf)), t32)
    for part, a in (("feature", feature), ("threshold", t32), ("left", left), ("right", right), ("leaves", leaves), ("roots", roots)): c.floats(f"{name}.{part}", np.array(a, np.float32))
    c.meta[name] = {"nodes": len(feature), "leaves": len(leaves), "trees": len(roots), "seeds": len(ms)}

def priors_of(reports, codes):
    """How often natural reports touch and meet each criterion, smoothed."""
    n = [r for r in reports if r.set != "train"]; out = {}
    for c in codes:
        y = np.array([r.labels[c] for r in n]); out[c] = (float(((y >= 1).sum() + 1) / (len(y) + 2)), float(((y == 2).sum() + 1) / (len(y) + 2)))
    return out

def lacking(reports, rubric):
    """Per criterion, how often each part of its wording was what a labelled partial lacked: each text goes to the part it shares most word stems with."""
    stem = lambda w: w[:5]; out = {}
    for c in rubric["criterion"]:
        asks = [{stem(w) for w in features.tok(a) if len(w) > 3} for a in c["asks"]]; n = np.full(len(asks), 0.5)
        for r in reports:
            t = r.missing.get(c["code"], "")
            if r.labels.get(c["code"]) != 1 or not t: continue
            w = {stem(x) for x in features.tok(t) if len(x) > 3}; s = [len(w & a) / np.sqrt(len(a) or 1) for a in asks]
            if max(s) > 0: n[int(np.argmax(s))] += 1
        out[c["code"]] = [round(float(v), 3) for v in n / n.max()]
    return out

def passages_right(Z, ms, passages, ctx):
    codes, secs, wording, sections, priors = ctx; by = {}
    for r in passages:
        f = features.report_features(r, Z[r.id], codes, [wording[c] for c in codes], sections, secs, priors)
        p = probabilities(ms, f[0][:, :-1][[codes.index(r.only)]]); by.setdefault(r.place, {})[r.labels[r.only]] = float(p["touch"][0] + p["met"][0])
    pair = lambda a, b: [1.0 if d[a] > d[b] else 0.5 if d[a] == d[b] else 0.0 for d in by.values() if a in d and b in d]
    return {f"{a}>{b}": round(100 * float(np.mean(pair(a, b))), 1) for a, b in ((2, 1), (1, 0), (2, 0))}

def fit_all(a, codes, secs, wording, sections, reports, passages, rubric):
    from pathlib import Path
    ZE = pickle.load(open(a.work / "readings.pkl", "rb")); ZN, whole = pickle.load(open(a.work / "ngram.pkl", "rb"))
    m = fit_blend(reports, ZE, ZN, codes); priors = priors_of(reports, codes); ctx = (codes, secs, wording, sections, priors)
    print("blend", m, flush=True)
    c = export.Container(); c.meta = {"blend": m, "missing": lacking(reports, rubric)}; a.out.mkdir(parents=True, exist_ok=True)
    ZB = {k: blend(ZE[k], ZN[k], m, len(codes)) for k in ZE}
    for name, Z in (("full", ZB), ("fast", ZN)):
        rows = Rows(reports, Z, ctx); p = out_of_fold(rows); th = tune(p, rows, np.isin(rows.set, ["natural-train", "written"])); print(name, "thresholds", th)
        show(f"{name} cross-validated", rows, p, th); first_right(f"{name} cross-validated", rows, reports, codes)
        ms = boost(rows.X, rows.y, rows.w); print(name, "passages", passages_right(Z, ms, passages, ctx), flush=True)
        for k, v in ms.items(): flat(v, c, f"{name}.{k}")
        c.meta[name] = {"thresholds": list(th), "priors": [list(priors[k]) for k in codes]}
        pickle.dump((p, rows, ms, ctx), open(a.work / f"judged-{name}.pkl", "wb"))
    c.save(a.out / "judge.scw")
    W, B, idf = whole; g = export.Container(); g.rows("ngram", (W).T, 127); g.floats("ngram.bias", B); g.floats("ngram.idf", idf); g.save(a.out / "ngram.scw")
    export.encoder(a.out / "encoder.scw", __import__("torch").load(a.work / "full.pt"))
    (a.out / "vocab.txt").write_text((Path(a.base) / "vocab.txt").read_text())
