"""What each part is worth: `python training/ablate.py --work WORK` after fit.py, from the readings kept there. Cross-validated by report.

The readings come from encoders fitted to all kinds of reports; what is left out here is left out of the judge."""
import argparse, pickle, sys
from pathlib import Path
import numpy as np
sys.path.insert(0, str(Path(__file__).parent))
import fit, judge, metrics

def kinds(rows): return rows.set == "train", rows.set != "train"

def figures(rows, p, passages, th):
    out = []
    for m in kinds(rows):
        f = metrics.figures(rows.c[m], rows.y[m], judge.statuses(p, th)[m]); out.append(f"{f['kappa']:.3f} / {f['within']:.3f} / {f['gap_ev']:.1f}%")
    return f"{' | '.join(out)} | {judge.in_order(rows, passages)['all']}%"

def blind(rows):
    """The commonest label of each criterion in the other folds, the report not even opened."""
    st = np.zeros(len(rows.y), int)
    for natural in (False, True):
        for k in range(judge.FOLDS):
            for c in set(rows.c):
                m = (rows.c == c) & ((rows.set != "train") == natural); st[m & (rows.fold == k)] = np.bincount(rows.y[m & (rows.fold != k)], minlength=3).argmax()
    out = []
    for m in kinds(rows):
        f = metrics.figures(rows.c[m], rows.y[m], st[m]); out.append(f"{f['kappa']:.3f} / {f['within']:.3f} / {f['gap_ev']:.1f}%")
    return f"{' | '.join(out)} | –"

def without(rows, kind):
    """The rows without one kind of the further ones."""
    rows.more = [v[rows.kind != kind] for v in rows.more]; return rows

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--corpus", type=Path, default=fit.ROOT / "fixtures/corpus"); ap.add_argument("--work", type=Path, default=fit.ROOT / "target/fit"); a = ap.parse_args()
    codes, secs, wording, sections = fit.rubric(); sets = fit.load(a.corpus); reports = [r for s in fit.REPORTS for r in sets[s]]
    ZE = pickle.load(open(a.work / "readings.pkl", "rb")); ZN, _ = pickle.load(open(a.work / "ngram.pkl", "rb"))
    of_pairs = pickle.load(open(a.work / "pair-readings.pkl", "rb"))
    m = judge.fit_blend(reports, ZE, ZN, codes); ZB = {k: judge.blend(ZE[k], ZN[k], m, len(codes)) for k in ZE}
    ctx = (codes, secs, wording, sections, judge.priors_of(reports, codes))
    make = lambda Z=ZB, behind=(ZE, ZN), pairs=of_pairs, name="full": judge.Rows(reports, Z, behind, ctx, sets["passages"], sets["elsewhere"], pairs, name)
    def fewer(rows, kept): rows.w = np.where(np.isin(rows.set, kept), rows.w, 0.0); return rows
    print("| judge | planned: kappa / within / gaps called evidenced | natural: the same | passages in order |\n|---|---|---|---|", flush=True)
    rows = make(); print("| the commonest label of each criterion |", blind(rows), "|", flush=True)
    for name, rows in (("whole", rows), ("without the pair reader", make(pairs=None)), ("without the encoder and the pair reader (--fast)", make(ZN, (), pairs=None, name="fast")), ("without the n-grams", make(ZE, ())), ("blend alone, not the readers behind it", make(ZB, ())),
                       ("without natural reports", fewer(make(), ["train"])), ("without planned reports", fewer(make(), ["natural-train", "written"])), ("without the 84 written for this project", fewer(make(), ["train", "natural-train"])),
                       ("without reports whose evidence is taken out", without(make(), "taken out")), ("without contrast passages", without(make(), "passage"))):
        p, passages, left = judge.out_of_fold(rows, 1); print(f"| {name} |", figures(rows, p, passages, judge.tune(p, left, rows, "full")), "|", flush=True)

if __name__ == "__main__": main()
