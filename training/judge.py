"""Fits the judge of statuses: blend of the two readers, boosted trees over a criterion's features, thresholds, reliability."""
import json, pickle
import numpy as np, lightgbm as lgb
from sklearn.linear_model import LogisticRegression
import export, features, metrics

TREES = dict(learning_rate=.04, feature_fraction=.3, bagging_fraction=.8, bagging_freq=1, lambda_l2=5, verbose=-1, num_threads=2, deterministic=True, force_row_wise=True)
# Touched or not and met or not, as probabilities, and the level itself: their mean errs less than either.
PARTS = {"touch": ({"objective": "binary", "num_leaves": 8, "min_data_in_leaf": 20}, 280, lambda y: (y >= 1).astype(int)),
         "met": ({"objective": "binary", "num_leaves": 8, "min_data_in_leaf": 20}, 280, lambda y: (y >= 2).astype(int)),
         "level": ({"objective": "regression", "num_leaves": 12, "min_data_in_leaf": 15, "feature_fraction": .35}, 220, lambda y: y)}
FIRST = ({**TREES, "objective": "binary", "learning_rate": .05, "num_leaves": 10, "min_data_in_leaf": 40, "feature_fraction": .6, "seed": 1}, 150)
SEEDS, FOLDS = 3, 6
# Rows with a criterion's evidence taken out, and what readers found such reports to show, as shares of the weight: {label of the whole report:
# {label of the rest: share}}. In planned reports, and where all that bears on a criterion is marked, little is left; where only the evidence is
# marked, what remains often still touches it. The quick reader sees too little of what is left: to it, only planned reports lose all.
TAKEN_OUT = .3
REST = {"full": {"planned": {2: {1: .5, 0: .5}, 1: {0: 1.0}}, "marked": {2: {0: .55, 1: .45}, 1: {0: 1.0}}, "else": {2: {1: .8, 0: .2}}},
        "fast": {"planned": {2: {1: 1.0}, 1: {0: 1.0}}, "marked": {2: {1: 1.0}}, "else": {2: {1: 1.0}}}}
MARKED = {"train": "planned", "written": "marked", "later": "marked"}
# A contrast passage, as a report of its own.
PASSAGE = 1.0
# One criterion of a text about no workplace.
ELSEWHERE = 1.0
ROW_WEIGHT = {"train": 1.0, "natural-train": 2.0, "written": 1.5}
# What a missed gap costs against the mean of both kappas, as shares: it is never asked about. The quick reader is for a first look.
MISSED_GAP, PLANNED_SHARE = {"full": 1.0, "fast": .6}, .35
# What it is worth against the same that statuses follow the evidence, as the share that falls where all that bears on a criterion is taken out (the quick
# reader sees too little of what is left); and how many in a hundred met ones may be called not found.
FOLLOWS, MOST_ALARMS = {"full": .2, "fast": 0.0}, 1.5

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
    """What the judge sees of every criterion of every report, with labels; and the candidates for its quotes.

    `more` are rows to fit to but not to measure by: reports with evidence taken out, contrast passages, texts about no workplace, as
    (row, label, fold, weight), and their `kind`. `taken_out` has the row of each (report, criterion) without its evidence. `pairs` gives the pair reader's log odds for
    (report, criterion, without its evidence)."""
    def __init__(self, reports, Z, behind, ctx, passages=(), elsewhere=(), pairs=None, name="full"):
        codes = ctx[0]; X, self.y, self.g, self.set, self.c, self.candidates, more, self.taken_out = [], [], [], [], [], [], [], {}
        fold = {r.id: i % FOLDS for i, r in enumerate(reports)}
        sheets = lambda r: features.sheets(r, Z[r.id], [b[r.id] for b in behind], codes)
        with_pairs = lambda f, r, some, out=False: f if pairs is None else np.concatenate([f, features.pair_columns(pairs, [(r.id, c, out) for c in some])], 1)
        for r in reports:
            s = sheets(r); f = features.rows(s, ctx)
            if f is None: continue
            X.append(with_pairs(f, r, range(len(codes)))); self.candidates += features.candidates(r, Z[r.id], [b[r.id] for b in behind], ctx)
            for c, code in enumerate(codes):
                x = features.without_evidence(r, s, ctx, c) if r.labels[code] else None
                if x is None: continue
                x = self.taken_out[r.id, c] = with_pairs(x[None], r, [c], True)[0]
                more += [(x, y, fold[r.id], TAKEN_OUT * share, "taken out") for y, share in REST[name][MARKED.get(r.set, "else")].get(r.labels[code], {}).items()]
            self.y += [r.labels[c] for c in codes]; self.g += [r.id] * len(codes); self.set += [r.set] * len(codes); self.c += range(len(codes))
        self.X = np.concatenate(X); self.y = np.array(self.y); self.g = np.array(self.g); self.set = np.array(self.set); self.c = np.array(self.c)
        self.w = np.array([ROW_WEIGHT.get(s, 1.0) for s in self.set]); self.fold = np.array([fold[g] for g in self.g])
        own = [(r, codes.index(r.only)) for r in passages]
        self.passages = [(r.place, r.labels[r.only], with_pairs(features.rows(sheets(r), ctx, [c]), r, [c])[0]) for r, c in own]
        more += [(x, y, place % FOLDS, PASSAGE, "passage") for place, y, x in self.passages]
        for r in elsewhere: more += [(x, 0, r.place % FOLDS, ELSEWHERE, "elsewhere") for x in with_pairs(features.rows(sheets(r), ctx), r, range(len(codes)))]
        *self.more, self.kind = (np.array(v) for v in zip(*more))
        by = {r.id: r for r in reports}
        self.right = [np.array([by[g].sentences[i].evidence.get(codes[c], 0) > 0 for i in k]) for g, c, (k, _) in zip(self.g, self.c, self.candidates)]

def boost(rows, but=None, seeds=SEEDS):
    """Forests fitted to the rows of all folds but one."""
    (A, b, f, v), tr = rows.more, rows.fold != but; ta = f != but
    X, y, w = (np.concatenate([a[tr], m[ta]]) for a, m in ((rows.X, A), (rows.y, b), (rows.w, v)))
    return {n: [lgb.train({**TREES, **P, "seed": s}, lgb.Dataset(X, of(y), weight=w), rounds) for s in range(seeds)] for n, (P, rounds, of) in PARTS.items()}

def opinions(ms, X):
    """Probabilities of touch and met, and the score from 0 to 2 that the status is cut from."""
    raw = {n: np.mean([m.predict(X, raw_score=True) for m in v], 0) for n, v in ms.items()}; sigmoid = lambda v: 1 / (1 + np.exp(-v))
    touch = sigmoid(raw["touch"]); met = np.minimum(sigmoid(raw["met"]), touch)
    return {"touch": touch, "met": met, "score": np.clip((touch + met + raw["level"]) / 2, 0, 2)}

def out_of_fold(rows, seeds=2):
    """Opinions on all rows, scores of the passages, and scores of the rows with evidence taken out, each by forests that saw nothing of them."""
    p = {n: np.zeros(len(rows.y)) for n in ("touch", "met", "score")}; fold_of = dict(zip(rows.g, rows.fold)); left = {}
    places = np.array([place for place, _, _ in rows.passages]); of_passages = np.zeros(len(places))
    for k in range(FOLDS):
        ms = boost(rows, k, seeds); q = opinions(ms, rows.X[rows.fold == k])
        for n in p: p[n][rows.fold == k] = q[n]
        of_passages[places % FOLDS == k] = opinions(ms, np.array([x for place, _, x in rows.passages if place % FOLDS == k]))["score"]
        keys = [key for key in rows.taken_out if fold_of[key[0]] == k]; left.update(zip(keys, opinions(ms, np.array([rows.taken_out[key] for key in keys]))["score"]))
    return p, of_passages, left

def falls(name, rows, p, left, th):
    """How often a status falls when its evidence is taken out, by set and status."""
    rest, whole, sets = followed(rows, p, left, False); before = cut(whole, th); fell = cut(rest, th) < before; out = {}
    for s in dict.fromkeys(sets):
        for level in (1, 2):
            m = (sets == s) & (before == level); out[str(s), level] = (round(100 * float(np.mean(fell[m])), 1), int(m.sum()))
    print(name, "falls", out, flush=True)

def fit_first(rows, use):
    """Trees that say whether a candidate is labelled evidence, over criteria that have some."""
    use = [i for i in use if rows.y[i] > 0]
    X, y = np.concatenate([rows.candidates[i][1] for i in use]), np.concatenate([rows.right[i] for i in use])
    return lgb.train(FIRST[0], lgb.Dataset(X, y.astype(int), weight=np.concatenate([[rows.w[i]] * len(rows.right[i]) for i in use])), FIRST[1])

def first_right(name, rows):
    """Cross-validated share of criteria whose first quote, and one of whose first three, is labelled evidence; before and after ranking."""
    out = {}
    for k in range(FOLDS):
        m = fit_first(rows, np.where(rows.fold != k)[0])
        for i in np.where((rows.fold == k) & (rows.y > 0))[0]:
            hit = rows.right[i]; ranked = hit[np.argsort(-m.predict(rows.candidates[i][1]), kind="stable")]
            out.setdefault(str(rows.set[i]), []).append((hit[0], hit[:3].any(), ranked[0], ranked[:3].any()))
    print(name, "by strength: first, three; ranked: first, three", {s: [round(100 * float(x), 1) for x in np.mean(v, 0)] for s, v in out.items()}, flush=True)

def cut(score, th): return (score >= th[0]).astype(int) + (score >= th[1])

def statuses(p, th): return cut(p["score"], th)

def worth(rows, mask, st, cost):
    f = metrics.figures(rows.c[mask], rows.y[mask], st[mask])
    return (f["kappa"] + f["within"]) / 2 - cost * (f["absent_ev"] + f["gap_ev"]) / 100

def followed(rows, p, left, marked=True):
    """Of each reading with its evidence taken out: its score, the score of the whole, and its set; of wholly marked reports alone, or of all."""
    at = {k: i for i, k in enumerate(zip(rows.g, rows.c))}; keys = [k for k in left if not marked or rows.set[at[k]] in MARKED]
    return np.array([left[k] for k in keys]), np.array([p["score"][at[k]] for k in keys]), np.array([rows.set[at[k]] for k in keys])

def tune(p, left, rows, name):
    """Thresholds on the score: the mean of both kappas less the costly errors, natural and planned reports weighed, and how often a status falls without
    its evidence; with as few false alarms as there may be, where any do."""
    planned, natural = rows.set == "train", rows.set != "train"; best = None; rest, whole, _ = followed(rows, p, left)
    for a in np.arange(.4, 1.0, .05):
        for b in np.arange(1.3, 1.8, .03):
            st = statuses(p, (a, b)); before = cut(whole, (a, b)); falls = np.mean((cut(rest, (a, b)) < before)[before > 0])
            few = max(metrics.figures(rows.c[m], rows.y[m], st[m])["alarm"] for m in (planned, natural)) <= MOST_ALARMS
            o = (1 - PLANNED_SHARE) * worth(rows, natural, st, MISSED_GAP[name]) + PLANNED_SHARE * worth(rows, planned, st, MISSED_GAP[name]) + FOLLOWS[name] * falls
            if best is None or (few, o) > best[0]: best = ((few, o), round(float(a), 3), round(float(b), 3))
    return best[1:]

def show(name, rows, p, th):
    for s in dict.fromkeys(rows.set):
        m = rows.set == s; print(name, s, {k: float(v) for k, v in metrics.figures(rows.c[m], rows.y[m], statuses(p, th)[m]).items()}, flush=True)

def reliability(name, rows, p, th):
    """How often statuses are right, by how sure they say they are."""
    st = statuses(p, th); sure = np.select([st == 0, st == 1], [1 - p["touch"], p["touch"] - p["met"]], p["met"]).clip(0, 1)
    for lo in np.arange(0, 1, .1):
        m = (sure >= lo) & (sure < lo + .1 + (lo > .85)); print(name, f"sure {lo:.1f}: {m.sum()} statuses, said {sure[m].mean() if m.any() else 0:.2f}, right {np.mean(st[m] == rows.y[m]) if m.any() else 0:.2f}")

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
    """Per criterion, how often each part of its wording was what a labelled partial lacked: each text goes to the part it shares most with.
    Words that most texts of the criterion have tell the parts apart least; word stems of eight letters tell more than those of five."""
    stems = lambda t: {w.rstrip("s")[:n] for w in features.tok(t.replace("'s", "")) if len(w) > 3 for n in (5, 8)}
    out = {}
    for c in rubric["criterion"]:
        asks = [stems(a) for a in c["asks"]]; n = np.full(len(asks), 0.5)
        texts = [stems(t) for r in reports if r.labels.get(c["code"]) == 1 and (t := r.missing.get(c["code"], ""))]
        rare = lambda w: np.log((len(texts) + 1) / (sum(w in t for t in texts) + 0.5)) / sum(w in a for a in asks)
        for t in texts:
            s = [sum(len(w) * max(rare(w), 0) for w in t & a) / np.sqrt(len(a) or 1) for a in asks]
            if max(s) > 0: n[int(np.argmax(s))] += 1
        out[c["code"]] = [round(float(v), 3) for v in n / n.max()]
    return out

def in_order(rows, scores):
    """Share of pairs of one scenario whose scores are in the order of their labels, in %."""
    by = {}
    for (place, y, _), s in zip(rows.passages, scores): by.setdefault(place, {})[y] = s
    pairs = {(a, b): [1.0 if d[a] > d[b] else 0.5 if d[a] == d[b] else 0.0 for d in by.values() if a in d and b in d] for a, b in ((2, 1), (1, 0), (2, 0))}
    return {f"{a}>{b}": round(100 * float(np.mean(v)), 1) for (a, b), v in pairs.items()} | {"all": round(100 * float(np.mean(sum(pairs.values(), []))), 1)}

def fit_all(a, codes, secs, wording, sections, reports, passages, elsewhere, rubric):
    """Writes all of rubric/model."""
    import torch, pairs
    from pathlib import Path
    ZE = pickle.load(open(a.work / "readings.pkl", "rb")); ZN, whole = pickle.load(open(a.work / "ngram.pkl", "rb"))
    m = fit_blend(reports, ZE, ZN, codes); priors = priors_of(reports, codes); ctx = (codes, secs, wording, sections, priors)
    print("blend", m, flush=True)
    c = export.Container(); c.meta = {"blend": m, "missing": lacking(reports, rubric)}; a.out.mkdir(parents=True, exist_ok=True)
    ZB = {k: blend(ZE[k], ZN[k], m, len(codes)) for k in ZE}; of_pairs = pickle.load(open(a.work / "pair-readings.pkl", "rb"))
    for name, Z, behind, p in (("full", ZB, [ZE, ZN], of_pairs), ("fast", ZN, [], None)):
        rows = Rows(reports, Z, behind, ctx, passages, elsewhere, p, name); p, of_passages, left = out_of_fold(rows); th = tune(p, left, rows, name); print(name, "thresholds", th)
        show(f"{name} cross-validated", rows, p, th); falls(f"{name} cross-validated", rows, p, left, th); reliability(name, rows, p, th); first_right(name, rows)
        ms = boost(rows); print(name, "cross-validated passages", in_order(rows, of_passages), flush=True)
        for k, v in ms.items(): flat(v, c, f"{name}.{k}")
        flat([fit_first(rows, range(len(rows.y)))], c, f"{name}.first")
        c.meta[name] = {"thresholds": list(th), "priors": [list(priors[k]) for k in codes]}
    c.save(a.out / "judge.scw")
    W, B, idf = whole; g = export.Container(); g.rows("ngram", (W).T, 127); g.floats("ngram.bias", B); g.floats("ngram.idf", idf); g.save(a.out / "ngram.scw")
    vocabulary = (Path(a.base) / "vocab.txt").read_text(); (a.out / "vocab.txt").write_text(vocabulary)
    export.encoder(a.out / "encoder.scw.gz", torch.load(a.work / "full.pt"), vocabulary.splitlines())
    export.pairs(a.out / "pairs.scw.gz", torch.load(a.work / "pairs.pt"), pairs.SHARED_LAYERS)
