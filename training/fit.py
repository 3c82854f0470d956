"""Fits everything in rubric/model from the corpus: `python training/fit.py`, some two hours on two cores, seeds fixed.

Steps, each kept in --work so that an interrupted run goes on where it was:
  halves   an encoder on each half of the reports, which then reads the other half: honest readings to judge from
  full     the encoder that is shipped: the first half's, trained on over all reports
  ngram    the fast reader: in five parts for honest readings, and whole
  pairs    the pair reader, in the same halves and whole
  judge    blend, trees and thresholds from the honest readings
"""
import argparse, pickle, sys, tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
import numpy as np, torch
sys.path.insert(0, str(Path(__file__).parent))
import corpus, encoder, features, judge, ngram, pairs

ROOT = Path(__file__).resolve().parent.parent
REPORT_WEIGHT = {"train": 1.0, "natural-train": 2.0, "written": 1.5, "passages": 0.6}
PAIR_WEIGHT = {"train": 1.0, "natural-train": 2.0, "written": 1.5, "later": 1.0, "thinned": .8, "passages": 1.0, "elsewhere": .3}
EPOCHS, MORE_EPOCHS, BATCH = 5, 2, 12
# What all is fitted to, and what only the pair reader is: more reports told the readers of sentences and the judge nothing new.
REPORTS, MORE_REPORTS = ("train", "natural-train", "written"), ("later", "thinned")

def rubric():
    r = tomllib.loads((ROOT / "rubric/st0072.toml").read_text())
    codes = [c["code"] for c in r["criterion"]]; secs = [s["id"] for s in r["section"]]
    return codes, secs, {c["code"]: c["wording"] for c in r["criterion"]}, {c: [s["id"] for s in r["section"] if c in s["criteria"]] for c in codes}

def load(root):
    sets = {s: corpus.load_set(root / s, s) for s in (*REPORTS, *MORE_REPORTS)}
    place = {r.id: r.place for s in ("written", "later") for r in sets[s]}
    for r in sets["thinned"]: r.place = place[r.source]
    sets["elsewhere"] = corpus.load_elsewhere(root / "elsewhere", rubric()[0])
    sets["passages"] = corpus.load_passages(root / "passages", ROOT / "rubric/examples")
    return sets

def wording_vectors(path, wordings):
    from minilm import Mini
    tk, b = encoder.tokenizer(path), Mini(path).eval()
    e = tk(wordings, padding=True, return_tensors="pt")
    with torch.no_grad(): h = b(e["input_ids"], e["attention_mask"], torch.float32)
    m = e["attention_mask"][..., None]
    return torch.nn.functional.normalize((h * m).sum(1) / m.sum(1), dim=1).numpy()

def half(r):
    """Which half a report is in: by its place in the list of its set, so that every set is split evenly."""
    return r.place % 2

def fit_half(k, file, base, fitted_on, codes, secs, vectors):
    """One half's encoder, on one thread: two at a time beat one on two threads."""
    torch.set_num_threads(1)
    m = encoder.fit(base, fitted_on, codes, secs, vectors, lambda r: REPORT_WEIGHT[r.set], epochs=EPOCHS, batch=BATCH, seed=k,
                    log=lambda t, **o: print(f"half {k}: {t}", **o))
    torch.save(m.state_dict(), file)

def fit_pairs(k, file, base, some, codes, state):
    """One half's pair reader on one thread, or the whole one (k is None) on two."""
    torch.set_num_threads(1 if k is not None else 2)
    m = pairs.fit(base, some, len(codes), torch.load(state), log=lambda t, **o: print(f"{'whole' if k is None else f'half {k}'} {t}", **o))
    torch.save(m.state_dict(), file)

def pair_readings(base, work, reports, Z, codes, builder):
    """Log odds of (report, criterion, without its evidence), each by the half that did not see the report."""
    out = {}
    for k in (0, 1):
        m = pairs.PairReader(base, len(codes)); m.load_state_dict(torch.load(work / f"pairs{k}.pt")); some = []
        for r in reports:
            if half(r) == k: continue
            for c, code in enumerate(codes):
                if r.only and r.only != code: continue
                some.append(((r.id, c, False), builder.ids(r, Z[r.id], c)))
                if r.labels[code] and not r.only: some.append(((r.id, c, True), builder.ids(r, Z[r.id], c, features.evidence_of(r, code))))
        some = [(key, pairs.Pair(ids, key[1], None, 0)) for key, ids in some if ids is not None]
        out.update(zip([key for key, _ in some], pairs.read(m, [p for _, p in some])))
    return out

def ngram_part(fitted_on, read_of, codes, secs):
    m = ngram.fit(fitted_on, codes, secs, lambda r: REPORT_WEIGHT[r.set])
    return m, dict(zip([r.id for r in read_of], ngram.read(m, read_of)))

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--corpus", type=Path, default=ROOT / "fixtures/corpus"); ap.add_argument("--work", type=Path, default=ROOT / "target/fit")
    ap.add_argument("--base", required=True, help="folder of all-MiniLM-L6-v2 (model.safetensors, vocab.txt)")
    ap.add_argument("--out", type=Path, default=ROOT / "rubric/model"); ap.add_argument("--until", default="judge")
    a = ap.parse_args(); a.work.mkdir(parents=True, exist_ok=True); torch.set_num_threads(2)
    codes, secs, wording, sections = rubric(); sets = load(a.corpus)
    reports, later = ([r for s in some for r in sets[s]] for some in (REPORTS, MORE_REPORTS))
    passages, elsewhere = sets["passages"], sets["elsewhere"]; everything, more = reports + passages, later + elsewhere
    weight = lambda r: REPORT_WEIGHT[r.set]
    vectors = wording_vectors(a.base, [wording[c] for c in codes]); tk = encoder.tokenizer(a.base)

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        todo = [(k, f) for k in (0, 1) if not (f := a.work / f"half{k}.pt").exists()]
        for done in [pool.submit(fit_half, k, f, a.base, [r for r in everything if half(r) == k], codes, secs, vectors) for k, f in todo]: done.result()
    f = a.work / "full.pt"
    if not f.exists() and a.until != "halves":
        m = encoder.fit(a.base, everything, codes, secs, vectors, weight, epochs=MORE_EPOCHS, batch=BATCH, lr=6e-5, head_lr=1e-3, seed=2,
                        start=torch.load(a.work / "half0.pt"))
        torch.save(m.state_dict(), f)
    f = a.work / "readings.pkl"
    if not f.exists():
        out = {}
        for k in (0, 1):
            m = encoder.Reader(a.base, len(codes), len(secs)); m.load_state_dict(torch.load(a.work / f"half{k}.pt"))
            other = [r for r in everything + more if half(r) != k]
            out.update(zip([r.id for r in other], encoder.read(m, other, tk)))
        pickle.dump(out, open(f, "wb"))
    f = a.work / "ngram.pkl"
    if not f.exists():
        fit5 = [([r for r in everything if r.place % 5 != k], [r for r in everything if r.place % 5 == k]) for k in range(5)] + [(everything, [])]
        with ProcessPoolExecutor(2) as pool: done = list(pool.map(ngram_part, *zip(*((t, p, codes, secs) for t, p in fit5))))
        whole = done[-1][0]; read = {k: z for _, out in done for k, z in out.items()} | dict(zip([r.id for r in more], ngram.read(whole, more)))
        pickle.dump((read, whole), open(f, "wb"))
    ZE = pickle.load(open(a.work / "readings.pkl", "rb")); ZN, _ = pickle.load(open(a.work / "ngram.pkl", "rb"))
    m = judge.fit_blend(reports, ZE, ZN, codes); ZB = {k: judge.blend(ZE[k], ZN[k], m, len(codes)) for k in ZE}
    builder, all_pairs = pairs.Builder(tk, codes, wording), reports + later + passages + elsewhere
    to_fit = lambda k: pairs.to_fit(builder, [r for r in all_pairs if k is None or half(r) == k], ZB, lambda r: PAIR_WEIGHT[r.set], lambda r: r.set in judge.MARKED, seed=k or 0)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        todo = [(k, f) for k in (0, 1) if not (f := a.work / f"pairs{k}.pt").exists()]
        for done in [pool.submit(fit_pairs, k, f, a.base, to_fit(k), codes, a.work / f"half{k}.pt") for k, f in todo]: done.result()
    f = a.work / "pairs.pt"
    if not f.exists() and a.until != "halves": fit_pairs(None, f, a.base, to_fit(None), codes, a.work / "full.pt")
    f = a.work / "pair-readings.pkl"
    if not f.exists(): pickle.dump(pair_readings(a.base, a.work, reports + passages + elsewhere, ZB, codes, builder), open(f, "wb"))
    if a.until != "judge": return
    judge.fit_all(a, codes, secs, wording, sections, reports, passages, elsewhere, tomllib.loads((ROOT / "rubric/st0072.toml").read_text()))

if __name__ == "__main__": main()
