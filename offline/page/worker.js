// The worker: holds one instance of the program and puts the page's questions to it, so that the page never waits.
"use strict";

let instance = null;

const letters = new TextDecoder();

/** The program as it stands in the page: packed, and written in letters. */
async function unpacked(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

/** Multiplies with an instruction that not every browser has: hence a module of its own, on the program's memory. */
const KERNEL = "{{kernel}}";

const bytesOf = (letters) => Uint8Array.fromBase64?.(letters) ?? Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));

/** The program may tell how far it has come and use the kernel, and may call nothing else. */
async function started(module) {
  let kernel = null;
  const imports = {
    page: {
      tell: (stage, done, of) => postMessage({ kind: "stage", stage, done, of }),
      multiply: (...all) => kernel.multiply(...all),
    },
  };
  const refuse = () => {
    throw new Error("the program asked for something that a page can't give");
  };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] ??= refuse;
  }
  const program = (await WebAssembly.instantiate(module, imports)).exports;
  try {
    kernel = (await WebAssembly.instantiate(bytesOf(KERNEL), { env: { memory: program.memory } })).instance.exports;
    program.quicken();
  } catch {
    // An older browser: the program multiplies by itself, which takes longer.
  }
  return program;
}

function ask(number, parts) {
  parts.forEach((bytes, part) => {
    if (!bytes) return;
    const start = instance.room(part, bytes.length);
    new Uint8Array(instance.memory.buffer, start, bytes.length).set(bytes);
  });
  const good = instance.ask() === 1;
  const bytes = new Uint8Array(instance.memory.buffer, instance.answer_start(), instance.answer_length()).slice();
  instance.forget();
  if (good) postMessage({ kind: "answer", number, bytes }, [bytes.buffer]);
  else postMessage({ kind: "refused", number, message: letters.decode(bytes) });
}

onmessage = async ({ data }) => {
  try {
    if (data.kind === "ask") return ask(data.number, data.parts);
    const module = data.module ?? (await unpacked(data.packed));
    instance = await started(module);
    postMessage({ kind: "ready", module: data.module ? null : module });
  } catch (problem) {
    postMessage({ kind: "down", number: data.number, message: String(problem) });
  }
};
