"""Fits everything in rubric/model from the corpus: `python training/fit.py`, hours on two cores at most, seeds fixed.

Steps, each kept in --work so that an interrupted run goes on where it was:
  halves   an encoder on each half of the reports, which then reads the other half: honest readings to judge from
  full     the encoder that is shipped: the first half's, trained on over all reports
  ngram    the fast reader: in five parts for honest readings, and whole
  judge    blend, trees and thresholds from the honest readings
"""
import argparse, pickle, sys, tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
import numpy as np, torch
sys.path.insert(0, str(Path(__file__).parent))
import corpus, encoder, export, judge, ngram

ROOT = Path(__file__).resolve().parent.parent
REPORT_WEIGHT = {"train": 1.0, "natural-train": 2.0, "written": 1.5, "passages": 0.6}
EPOCHS, MORE_EPOCHS, BATCH = 5, 2, 12

def rubric():
    r = tomllib.loads((ROOT / "rubric/st0072.toml").read_text())
    codes = [c["code"] for c in r["criterion"]]; secs = [s["id"] for s in r["section"]]
    return codes, secs, {c["code"]: c["wording"] for c in r["criterion"]}, {c: [s["id"] for s in r["section"] if c in s["criteria"]] for c in codes}

def load(root):
    sets = {s: corpus.load_set(root / s, s) for s in ("train", "natural-train", "written")}
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
    everything = [r for s, v in sets.items() if s != "elsewhere" for r in v]; elsewhere = sets["elsewhere"]  # what only the judge is fitted to
    reports = [r for s, v in sets.items() if s not in ("passages", "elsewhere") for r in v]
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
            other = [r for r in everything + elsewhere if half(r) != k]
            out.update(zip([r.id for r in other], encoder.read(m, other, tk)))
        pickle.dump(out, open(f, "wb"))
    f = a.work / "ngram.pkl"
    if not f.exists():
        fit5 = [([r for r in everything if r.place % 5 != k], [r for r in everything if r.place % 5 == k]) for k in range(5)] + [(everything, [])]
        with ProcessPoolExecutor(2) as pool: done = list(pool.map(ngram_part, *zip(*((t, p, codes, secs) for t, p in fit5))))
        whole = done[-1][0]; read = {k: z for _, out in done for k, z in out.items()} | dict(zip([r.id for r in elsewhere], ngram.read(whole, elsewhere)))
        pickle.dump((read, whole), open(f, "wb"))
    if a.until != "judge": return
    judge.fit_all(a, codes, secs, wording, sections, reports, sets["passages"], elsewhere, tomllib.loads((ROOT / "rubric/st0072.toml").read_text()))

if __name__ == "__main__": main()
