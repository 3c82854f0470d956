"""The figures of the scorer that matter for statuses, over arrays."""
import numpy as np
from collections import Counter

def kappa(pairs):
    n = len(pairs); o, r, c = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    num = sum((a - b) ** 2 * k for (a, b), k in o.items()); den = sum((a - b) ** 2 * r[a] * c[b] / n for a in range(3) for b in range(3))
    return 1 - num / den

def within(triples):
    by = {}
    for c, a, b in triples: by.setdefault(c, []).append((a, b))
    seen = sum((a - b) ** 2 for _, a, b in triples); exp = 0.0
    for p in by.values():
        r, c = Counter(a for a, _ in p), Counter(b for _, b in p)
        exp += sum((a - b) ** 2 * r[a] * c[b] / len(p) for a in range(3) for b in range(3))
    return 1 - seen / exp

def figures(crit, gold, tool):
    t = list(zip(crit, gold, tool)); p = [(a, b) for _, a, b in t]
    ab = [b for a, b in p if a == 0]; gap = [b for a, b in p if a < 2]; met = [b for a, b in p if a == 2]
    sh = lambda x, v: 100 * sum(b == v for b in x) / max(1, len(x))
    return dict(kappa=round(kappa(p), 3), within=round(within(t), 3), absent_ev=round(sh(ab, 2), 1), gap_ev=round(sh(gap, 2), 1), alarm=round(sh(met, 0), 1), acc=round(100 * sum(a == b for a, b in p) / len(p), 1))
