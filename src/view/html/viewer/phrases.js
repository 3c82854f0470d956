// Phrases as the other views have them. Their words come with the rubric; a test compares the results.

/** 4500 as "4,500". */
function number(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** [100, 150] as "100–150", [300, 300] as "300", null as nothing. */
function guide(range) {
  if (!range) return "";
  const [least, most] = range;
  return least === most ? number(most) : `${number(least)}–${number(most)}`;
}

/** "Word document, 14 pages". */
function reportFacts(report, phrases) {
  const format = phrases.formats[report.format];
  if (report.pages === null) return format;
  return `${format}, ${report.pages} ${report.pages === 1 ? "page" : "pages"}`;
}

/** "ST0072 Customer Service Practitioner, plan ST0072/AP02". */
function standardFacts(facts, rubric) {
  return `${facts.standard} ${rubric.standard.title}, plan ${facts.plan}`;
}

/** One line a grade: "A pass needs all 30 pass criteria (in this report 24 are evidenced, 4 partial, 2 not found)". */
function gateLines(gates) {
  const lines = [];
  gates.forEach((gate, index) => {
    if (index > 0 && gates[index - 1].grade === gate.grade) lines[lines.length - 1] += ` and ${need(gate)}`;
    else lines.push(`A ${gate.grade} needs ${need(gate)}`);
  });
  return lines;
}

function need({ level, needed, of, evidenced, partial }) {
  const asked = needed >= of ? `all ${of}` : `${needed} of ${of}`;
  const open = Math.max(of - evidenced - partial, 0);
  return `${asked} ${level} criteria (in this report ${evidenced} are evidenced, ${partial} partial, ${open} not found)`;
}

/** "page 3, section 1.1", "appendix", or nothing. */
function place(evidence) {
  const parts = evidence.page === null ? [] : [`page ${evidence.page}`];
  if (evidence.in_appendix) parts.push("appendix");
  else if (evidence.sections.length) parts.push(`section ${evidence.sections.join(" and ")}`);
  return parts.join(", ");
}

/** What the report says on a question, each quote once with all criteria it was found for. */
function reportSays(question) {
  const said = [];
  for (const { code, block, quote } of question.report_says) {
    const same = said.find((one) => one.quote === quote);
    if (same) same.codes.push(code);
    else said.push({ codes: [code], block, quote });
  }
  return said;
}

/** The time since the interview began as "04:30". */
function clock(minutes) {
  const seconds = Math.max(0, minutes) * 60;
  const two = (value) => String(Math.round(value)).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** What the plan holds: "12 questions in 28.5 of 30 minutes". */
function planLine(plan) {
  const many = plan.questions.length;
  const questions = many === 0 ? "no questions" : many === 1 ? "1 question" : `${many} questions`;
  return `${questions} in ${plan.planned_minutes} of ${plan.limit_minutes} minutes`;
}
