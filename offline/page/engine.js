// The program, asked from the page. It answers one question at a time; if it breaks down or is stopped, a fresh one takes over.

/** Without a sign of life for so long, it is taken for stuck. On a slow computer a stretch of sentences takes a few seconds. */
const SILENCE_SECONDS = 60;
const BROKE_DOWN = "something in it brought the reading down, so most likely the file is damaged; open it in the program that made it and save it again";
const STUCK = `there was no sign of progress for ${SILENCE_SECONDS} seconds, so reading it was given up; open the file in the program that made it and save it again`;

/** Why a question was not answered; `kind` is "refused", "down", "stuck" or "stopped". */
class Unanswered extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** `packed` is the program as the page holds it. `ready` of the result is settled once it can be asked. */
function makeEngine(packed) {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const waiting = [];
  let [worker, module, current, watch, number] = [null, null, null, null, 0];
  let settleReady;
  const ready = new Promise((done, failed) => {
    settleReady = { done, failed };
  });

  function begin() {
    worker = makeWorker();
    worker.onmessage = ({ data }) => hear(data);
    worker.postMessage(module ? { kind: "begin", module } : { kind: "begin", packed });
  }

  function hear(data) {
    if (data.kind === "ready") {
      module ??= data.module;
      worker.isReady = true;
      settleReady.done();
      next();
    } else if (data.kind === "stage" && current) {
      watchAgain();
      current.onStage?.(data);
    } else if (data.kind === "answer") {
      settle((question) => question.done(data.bytes));
    } else if (data.kind === "refused") {
      settle((question) => question.failed(new Unanswered("refused", data.message)));
    } else if (data.kind === "down" && current) {
      replace(new Unanswered("down", BROKE_DOWN));
    } else if (data.kind === "down") {
      settleReady.failed(new Unanswered("down", data.message));
    }
  }

  function settle(tell) {
    clearTimeout(watch);
    const question = current;
    current = null;
    tell(question);
    next();
  }

  function next() {
    if (current || !worker?.isReady || waiting.length === 0) return;
    current = waiting.shift();
    number += 1;
    watchAgain();
    worker.postMessage({ kind: "ask", number, parts: current.parts });
  }

  function watchAgain() {
    clearTimeout(watch);
    watch = setTimeout(() => replace(new Unanswered("stuck", STUCK)), SILENCE_SECONDS * 1000);
  }

  /** Ends the worker with whatever it was doing, and begins with a new one. */
  function replace(problem) {
    clearTimeout(watch);
    worker.terminate();
    const question = current;
    current = null;
    begin();
    question?.failed(problem);
  }

  /**
   * The bytes of the answer. `parts` are `report`, `analysis` and `judgements`, as bytes or text. What a person waits for is
   * asked with `first`, before reports that are still to be read.
   */
  function bytes(question, parts = {}, { onStage, first = false } = {}) {
    const raw = (part) => (typeof part === "string" ? encoder.encode(part) : part);
    const all = [JSON.stringify(question), parts.report, parts.analysis, parts.judgements].map(raw);
    return new Promise((done, failed) => {
      waiting[first ? "unshift" : "push"]({ parts: all, onStage, done, failed });
      next();
    });
  }

  /** The answer as text. */
  const text = async (...all) => decoder.decode(await bytes(...all));

  /** Gives up what is being asked, and everything that waits. */
  function stop() {
    const stopped = () => new Unanswered("stopped", "stopped");
    for (const question of waiting.splice(0)) question.failed(stopped());
    if (current) replace(stopped());
  }

  begin();
  return { ready, bytes, text, stop };
}

/** Browsers that guard against scripts from elsewhere want to be told that the worker's is none. */
const guard = globalThis.trustedTypes?.createPolicy("showcase-worker", { createScriptURL: (address) => address });

/** A worker from the text in the page. */
function makeWorker() {
  const source = new Blob([document.getElementById("worker").textContent], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  const worker = new Worker(guard ? guard.createScriptURL(address) : address);
  URL.revokeObjectURL(address);
  return worker;
}
