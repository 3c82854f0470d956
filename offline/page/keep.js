// Judgements and notes in this browser's own storage, and only where the assessor asks for it.

const KEPT = "showcase-kept-";

/** The storage, or nothing where the browser has none for this page. */
function storage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

const keptKeys = () => Object.keys(storage() ?? {}).filter((key) => key.startsWith(KEPT));
const keyOf = (report) => KEPT + report.judgements.report.sha256;

/** Keeps the report's judgements and notes, if that is wished. Says whether it went well. */
function keepIfWanted(report) {
  if (!report.isKept) return true;
  try {
    storage().setItem(keyOf(report), JSON.stringify({ judgements: report.judgements, answers: report.answers ?? {} }));
    report.isUnsaved = false;
    return true;
  } catch {
    report.isKept = false;
    return false;
  }
}

function forget(report) {
  storage()?.removeItem(keyOf(report));
}

function forgetAll() {
  for (const key of keptKeys()) storage().removeItem(key);
}

/** What was kept of this very file, put back into it; says whether there was anything. */
function takeKept(report) {
  try {
    const kept = JSON.parse(storage()?.getItem(keyOf(report)) ?? "null");
    if (!kept) return false;
    for (const { code, status, note } of kept.judgements.criteria) Object.assign(judgedEntry(report, code) ?? {}, { status, note });
    report.answers = kept.answers;
    report.isKept = true;
    return true;
  } catch {
    return false;
  }
}
