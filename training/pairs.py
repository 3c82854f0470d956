"""The pair reader: reads a criterion's wording together with the sentences that bear on it most, and says whether they touch and
meet it. The sentence reader sees one sentence in its surroundings; this one sees what the sentences add up to.

It starts from the sentence reader and shares its word vectors and its first layers, which stay as they are. src/reader/pairs.rs
is its twin."""
import math, random, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import features
from encoder import batches
from minilm import DTYPE, Mini, WIDTH, cast

TOKENS, SENTENCES, OF_SENTENCE, SHARED_LAYERS, BREAK = 160, 8, 60, 2, "|"
EPOCHS, BATCH = 3, 24
# With all that bears on a criterion cut out, what is left: (touches, meets) by the label of the whole report. Readers who labelled
# such reports found that most no longer show it; a tenth or so still touch it.
LEFT = {2: (.35, .02), 1: (.12, .0)}
LEFT_WEIGHT, LEFT_SHARE = .6, .3

class Pair:
    """A criterion and what a report says of it."""
    __slots__ = ("ids", "criterion", "target", "weight")
    def __init__(self, ids, criterion, target, weight): self.ids, self.criterion, self.target, self.weight = ids, criterion, target, weight

class Builder:
    """Token ids of pairs, with the tokens of each report kept while it is at hand."""
    def __init__(self, tk, codes, wording):
        self.tk, self.codes, self.report = tk, codes, None
        self.head = [[tk.cls_token_id, *tk(f"{c} {wording[c]}", add_special_tokens=False)["input_ids"], tk.sep_token_id] for c in codes]
        self.brk = tk.convert_tokens_to_ids(BREAK)

    def ids(self, report, z, c, gone=()):
        """The pair of criterion c, without the sentences in `gone`; None where the report proper says nothing."""
        if self.report is not report:
            self.report, self.enc = report, self.tk([s.text for s in report.sentences], add_special_tokens=False)["input_ids"]
            self.body = features.judged(report, z)[0]
        body = self.body if not len(gone) else self.body[~np.isin(self.body, gone)]
        if len(body) == 0: return None
        room, pick = TOKENS - len(self.head[c]) - 1, []
        for j in body[np.argsort(-z[body, c], kind="stable")[:SENTENCES]]:
            n = min(len(self.enc[j]), OF_SENTENCE) + 1
            if n > room: break
            room -= n; pick.append(int(j))
        ids, last = list(self.head[c]), None
        for j in sorted(pick):
            if last is not None and j != last + 1: ids.append(self.brk)
            ids += self.enc[j][:OF_SENTENCE]; last = j
        return [*ids, self.tk.sep_token_id]

def to_fit(builder, reports, Z, weight, wholly_marked, seed):
    """Pairs with targets. A thinned report's pairs that are those of its whole are left out; of wholly marked reports some pairs come
    again without their evidence."""
    rng, out, seen = random.Random(seed), [], set()
    for r in reports:
        for c, code in enumerate(builder.codes):
            if r.only and r.only != code: continue
            ids = builder.ids(r, Z[r.id], c)
            if ids is None: continue
            key = (c, tuple(ids))
            if key in seen: continue
            seen.add(key); y = r.labels[code]
            out.append(Pair(ids, c, (float(y >= 1), float(y >= 2)), weight(r)))
            if y and wholly_marked(r) and rng.random() < LEFT_SHARE:
                ids = builder.ids(r, Z[r.id], c, features.evidence_of(r, code))
                if ids is not None: out.append(Pair(ids, c, LEFT[y], weight(r) * LEFT_WEIGHT))
    return out

class PairReader(nn.Module):
    def __init__(self, path, criteria, sentence_reader=None):
        super().__init__()
        self.bert = Mini(path)
        if sentence_reader is not None: self.bert.load_state_dict({k[5:]: v for k, v in sentence_reader.items() if k.startswith("bert.")})
        self.fixed = [self.bert.norm, *self.bert.layers[:SHARED_LAYERS]]
        for p in (self.bert.pos, self.bert.typ, *(p for m in self.fixed for p in m.parameters())): p.requires_grad = False
        self.common, self.own, self.bias = nn.Linear(WIDTH, 2), nn.Embedding(criteria, 2 * WIDTH), nn.Embedding(criteria, 2)
        nn.init.zeros_(self.own.weight); nn.init.zeros_(self.bias.weight); self.drop = nn.Dropout(.15)

    def train(self, mode=True):
        super().train(mode)
        for m in self.fixed: m.eval()
        return self

    def forward(self, ids, mask, c):
        """ids, mask [B, T], criterion [B]; logits of touched and met [B, 2]."""
        bias = ((1 - mask.float()) * -1e4)[:, None, None, :].to(DTYPE)
        with torch.no_grad():
            x = self.bert.norm(self.bert.word(ids) + self.bert.pos[:ids.shape[1]] + self.bert.typ).to(DTYPE)
            for layer in self.bert.layers[:SHARED_LAYERS]: x = layer(x, bias)
        for layer in self.bert.layers[SHARED_LAYERS:]: x = layer(x, bias)
        m = mask[..., None].float(); v = self.drop(F.normalize((x.float() * m).sum(1), dim=1) * 4.0)
        return self.common(v) + (self.own(c).view(-1, 2, WIDTH) * v[:, None]).sum(2) + self.bias(c)

def collate(pairs):
    T = -(-max(len(p.ids) for p in pairs) // 16) * 16
    ids, mask = torch.zeros(len(pairs), T, dtype=torch.long), torch.zeros(len(pairs), T, dtype=torch.long)
    for r, p in enumerate(pairs): ids[r, :len(p.ids)] = torch.tensor(p.ids); mask[r, :len(p.ids)] = 1
    return ids, mask, torch.tensor([p.criterion for p in pairs])

def fit(path, pairs, criteria, sentence_reader, lr=6e-5, head_lr=2e-3, seed=0, log=print):
    torch.manual_seed(seed); rng = random.Random(seed); net = PairReader(path, criteria, sentence_reader)
    head = [p for m in (net.common, net.own, net.bias) for p in m.parameters()]; enc = [p for p in net.bert.parameters() if p.requires_grad]
    opt = torch.optim.AdamW([{"params": enc, "lr": lr, "weight_decay": .01}, {"params": head, "lr": head_lr, "weight_decay": .01}])
    base = [g["lr"] for g in opt.param_groups]; steps = math.ceil(EPOCHS * len(pairs) / BATCH); step = 0
    items = [(0, p.ids) for p in pairs]
    for ep in range(EPOCHS):
        net.train(); t0, tot, n = time.time(), 0.0, 0
        for idx in batches(items, BATCH, True, rng):
            f = min(1, (step + 1) / 50) * max(0, 1 - step / steps)
            for g, b in zip(opt.param_groups, base): g["lr"] = b * f
            some = [pairs[j] for j in idx]; y, w = torch.tensor([p.target for p in some]), torch.tensor([p.weight for p in some])
            with cast(): o = net(*collate(some))
            loss = (F.binary_cross_entropy_with_logits(o.float(), y, reduction="none").sum(1) * w).mean()
            opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(net.parameters(), 3.0); opt.step(); step += 1; tot += loss.item(); n += 1
            if step % 50 == 0: log(f"  pairs: step {step} of {steps}, loss {tot / n:.4f}, {time.time() - t0:.0f} s", flush=True)
        log(f"pairs: epoch {ep + 1}: loss {tot / n:.4f} {time.time() - t0:.0f} s", flush=True)
    return net

@torch.no_grad()
def read(net, pairs, batch=48):
    """Logits [pairs, 2] of touched and met."""
    net.eval(); out = np.zeros((len(pairs), 2), np.float32)
    for idx in batches([(0, p.ids) for p in pairs], batch, False, None):
        with cast(): o = net(*collate([pairs[j] for j in idx]))
        out[idx] = o.float().numpy()
    return out
