// Where quotes stand in the report's text.

/** The place in `text` (as JavaScript counts) of a byte of its UTF-8 form, or -1 when that is inside a character. */
function indexOfByte(text, byte) {
  let bytes = 0;
  let index = 0;
  while (bytes < byte && index < text.length) {
    const point = text.codePointAt(index);
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    index += point < 0x10000 ? 1 : 2;
  }
  return bytes === byte ? index : -1;
}

/** From where to where a quote reaches in its block; the whole block if it can't be found. */
function locate(text, quote, startByte) {
  let from = indexOfByte(text, startByte);
  if (from < 0 || !text.startsWith(quote, from)) from = text.indexOf(quote);
  return from < 0 ? { from: 0, to: text.length } : { from, to: from + quote.length };
}

/** The quotes of all criteria by block: a map from block to `{ from, to, code, rank }`, in order of the criteria. */
function spansByBlock(analysis) {
  const found = new Map();
  for (const criterion of analysis.criteria) {
    criterion.evidence.forEach((evidence, rank) => {
      const block = analysis.blocks[evidence.block];
      if (!block) return;
      const span = { ...locate(block.text, evidence.quote, evidence.start), code: criterion.code, rank };
      found.set(evidence.block, [...(found.get(evidence.block) ?? []), span]);
    });
  }
  return found;
}

/** `text` cut wherever a span begins or ends: `{ text, spans }` with the spans that cover each piece, and those that end there. */
function pieces(text, spans) {
  const cuts = new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])]);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((to, index) => {
    const from = places[index];
    return {
      text: text.slice(from, to),
      spans: spans.filter((span) => span.from < to && span.to > from),
      ending: spans.filter((span) => span.to === to && span.from < to),
    };
  });
}
