// Runs verifier/verify.js under Node for the tests: node run_verify.cjs <verify.js> <command>, JSON in and out.
"use strict";
const fs = require("fs");
const path = require("path");
const verifier = require(path.resolve(process.argv[2]));

function readFolder(folder, prefix = "") {
  const files = new Map();
  for (const entry of fs.readdirSync(path.join(folder, prefix), { withFileTypes: true })) {
    const inner = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) readFolder(folder, inner).forEach((bytes, name) => files.set(name, bytes));
    else files.set(inner, new Uint8Array(fs.readFileSync(path.join(folder, inner))));
  }
  return files;
}

const verify = (files) => verifier.drain(verifier.verifyBundle(files));
const transcriptOf = (ctx) => JSON.parse(verifier.jcs(verifier.recomputedTranscript(ctx)));

function refusal(action) {
  try {
    return { value: action() };
  } catch (fault) {
    if (!(fault instanceof verifier.Refusal)) throw fault;
    return { refused: fault.message };
  }
}

const COMMANDS = {
  hashes: ({ suite, inputs }) => inputs.map((hex) => verifier[suite].hexOfBytes(new Uint8Array(Buffer.from(hex, "hex")))),
  parse: ({ texts }) => texts.map((text) => refusal(() => verifier.jcs(verifier.parseJson(new Uint8Array(Buffer.from(text, "base64")), "x.json")))),
  allocate: ({ frame, counts }) => verifier.allocate(frame, counts),
  paths: ({ paths }) => refusal(() => [...verifier.bundlePaths(paths)]),
  mapped: ({ keys }) => keys.map(verifier.mappedId),

  /** Checks of a folder; files of our own making go to `out`. */
  verify({ folder, out }) {
    const { checks, ctx } = verify(readFolder(folder));
    if (out) ctx.output.forEach((bytes, name) => fs.writeFileSync(path.join(out, name), bytes));
    return { checks, transcript: ctx.assignment ? refusal(() => transcriptOf(ctx)).value : null };
  },

  /** Makes a folder of frozen inputs and entropy a whole bundle. */
  draw({ folder, claims }) {
    const files = readFolder(folder);
    for (const name of ["result.tsv", "assignment.tsv", "tickets.tsv"]) if (!files.has(name)) files.set(name, new Uint8Array(0));
    verify(files).ctx.output.forEach((bytes, name) => {
      files.set(name, bytes);
      fs.writeFileSync(path.join(folder, name), bytes);
    });
    const { ctx, checks } = verify(files), body = { ...transcriptOf(ctx), ...claims };
    const digest = ctx.h.tagged("TRANSCRIPT", verifier.jcs(body));
    fs.writeFileSync(path.join(folder, "transcript.json"), verifier.jcs({ ...body, digest }));
    return checks;
  },

  /** What fails in each variant of a folder: `{path: base64}` in place of its files. */
  variants({ folder, variants }) {
    const files = readFolder(folder), decoded = (path, text) => [path, new Uint8Array(Buffer.from(text, "base64"))];
    return variants.map((variant) => {
      const changed = Object.entries(variant).map(([path, text]) => decoded(path, text));
      return verify(new Map([...files, ...changed])).checks.filter((check) => check.status === "fail");
    });
  },

  proof: ({ folder }) => verifier.verifyProof(readFolder(folder)),

  lookup({ folder, codes }) {
    const { ctx } = verify(readFolder(folder));
    return codes.map((code) => verifier.lookUp(ctx, code));
  },
};

const request = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(COMMANDS[process.argv[3]](request)));
