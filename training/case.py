"""A small made-up report with what features.py and pairs.py make of it: `python training/case.py > fixtures/features.json`. The tests beside
src/coverage/features.rs and src/reader/pairs.rs compute the same."""
import json, sys
from pathlib import Path
import numpy as np
sys.path.insert(0, str(Path(__file__).parent))
from transformers import BertTokenizerFast
import corpus, features, fit, pairs as pair_reader

TEXT = [("I rang Mrs Lee on the 3rd because her parcel was late.", 1, False), ("She said “thank you” and I told her what would happen next.", 1, False),
        ("You should always stay calm.", 2, False), ("State the aims of the organisation in relation to its sector.", 2, False), ("Too short.", 2, False),
        ("We never had a complaint about it, so nothing was changed.", 3, False), ("A letter from my manager about the parcel.", 4, True)]

def main():
    codes, secs, wording, sections = fit.rubric(); rng = np.random.default_rng(7); n = len(codes) * 2 + len(secs)
    s = [corpus.Sentence(t, b, "", appendix, False, (), "paragraph", len(t.split())) for t, b, appendix in TEXT]
    report = corpus.Report("made-up", "train", s, {}, {})
    z, *behind = (np.round(rng.normal(-1, 2, (len(s), n)), 3).astype(np.float32) for _ in range(3))
    ctx = (codes, secs, wording, sections, {c: (round(float(rng.random()), 3), round(float(rng.random()), 3)) for c in codes})
    pairs = np.round(rng.normal(0, 2, (len(codes), 2)), 3).astype(np.float32)
    rows = np.concatenate([features.rows(features.sheets(report, z, behind, codes), ctx), features.pair_columns(pairs, range(len(codes)))], 1)
    ranked = [x.tolist() for _, x in features.candidates(report, z, behind, ctx)]
    builder = pair_reader.Builder(BertTokenizerFast(str(fit.ROOT / "rubric/model/vocab.txt")), codes, wording)
    strongest = [[int(i) for i in features.judged(report, z)[0][np.argsort(-z[features.judged(report, z)[0], c], kind="stable")]] for c in range(len(codes))]
    flat = lambda a: [[round(float(v), 5) for v in r] for r in a]
    print(json.dumps({"sentences": [{"text": t, "block": b, "appendix": a} for t, b, a in TEXT], "blend": flat(z), "behind": [flat(a) for a in behind],
                      "pairs": flat(pairs), "strongest": strongest, "ids": [builder.ids(report, z, c) for c in range(len(codes))],
                      "priors": [ctx[4][c] for c in codes], "rows": flat(rows), "candidates": [flat(x) for x in ranked]}))

if __name__ == "__main__": main()
