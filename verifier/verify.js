/*
 * Stand-alone check of a published draw, SSJ-DRAW/1: one file, no other code, no network. In a browser it drives
 * verify.html, under Node it is a module. "Section" is a section of the draw protocol, "bundle.md" the page on
 * file formats. What people read is Chinese. Long work is written as generators that yield how far they are
 * (0 to 1): `drain` runs them in one go, the page in slices, so that it never freezes.
 */
(function (root) {
"use strict";
const SPEC = "SSJ-DRAW/1";
const isSensible = (path, size) => size <= (path.endsWith(".tsv") ? 480 : 64) * 2 ** 20; // V8 holds no string above 512 MiB

/** A fault in the files: a Chinese message, and perhaps a difference `{where, expected, actual}`. */
class Refusal extends Error {
  constructor(message, difference = null) {
    super(message);
    this.difference = difference;
  }
}
const refuse = (message, difference) => { throw new Refusal(message, difference); };
const differ = (message, where, expected, actual) => refuse(message, { where, expected: String(expected), actual: String(actual) });

function drain(steps) {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
// ---------------------------------------------------------------- 1 Hashes (section 1: S1 = SHA-256, S2 = SM3)
const SHA256_IV = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const SHA256_K = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
  0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
  0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
  0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
  0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
  0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2);
const SM3_IV = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const rotl = (x, n) => (x << n) | (x >>> (32 - n)); // n taken modulo 32, as shifts do
const SM3_T = Int32Array.from({ length: 64 }, (_, j) => rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j));
const schedule = new Int32Array(68);

function loadBlock(bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    schedule[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
}

/** FIPS 180-4 section 6.2.2, one block. */
function sha256Block(state, bytes, at) {
  const w = schedule;
  loadBlock(bytes, at);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    const s0 = rotl(x, 25) ^ rotl(x, 14) ^ (x >>> 3), s1 = rotl(y, 15) ^ rotl(y, 13) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (rotl(e, 26) ^ rotl(e, 21) ^ rotl(e, 7)) + ((e & f) ^ (~e & g)) + SHA256_K[i] + w[i]) | 0;
    const t2 = ((rotl(a, 30) ^ rotl(a, 19) ^ rotl(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

/** GB/T 32905-2016 section 5.3, one block. */
function sm3Block(state, bytes, at) {
  const w = schedule;
  loadBlock(bytes, at);
  for (let j = 16; j < 68; j++) {
    const x = w[j - 16] ^ w[j - 9] ^ rotl(w[j - 3], 15);
    w[j] = x ^ rotl(x, 15) ^ rotl(x, 23) ^ rotl(w[j - 13], 7) ^ w[j - 6];
  }
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let j = 0; j < 64; j++) {
    const a12 = rotl(a, 12), ss1 = rotl((a12 + e + SM3_T[j]) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c), gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4])) | 0, tt2 = (gg + h + ss1 + w[j]) | 0;
    d = c; c = rotl(b, 9); b = a; a = tt1; h = g; g = rotl(f, 19); f = e; e = tt2 ^ rotl(tt2, 9) ^ rotl(tt2, 17);
  }
  state[0] ^= a; state[1] ^= b; state[2] ^= c; state[3] ^= d; state[4] ^= e; state[5] ^= f; state[6] ^= g; state[7] ^= h;
}

const ENCODER = new TextEncoder();
const utf8 = (text) => ENCODER.encode(text);
const hex = (words) => Array.from(words, (w) => (w >>> 0).toString(16).padStart(8, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
function putWords(words, bytes, at) {
  for (const w of words) for (let shift = 24; shift >= 0; shift -= 8) bytes[at++] = w >>> shift;
}

/** A hash function. A digest is eight words, in an array that the next call overwrites. */
class Hasher {
  constructor(name, iv, block) {
    Object.assign(this, { name, iv, block, state: new Int32Array(8), tail: new Uint8Array(128), buffer: new Uint8Array(0) });
    this.view = new DataView(this.tail.buffer);
  }
  digest(bytes, start = 0, end = bytes.length) {
    const { state, tail, view } = this, length = end - start, rest = length % 64, padded = rest < 56 ? 64 : 128;
    state.set(this.iv);
    let at = start;
    for (; at + 64 <= end; at += 64) this.block(state, bytes, at);
    tail.fill(0);
    for (let i = 0; i < rest; i++) tail[i] = bytes[at + i];
    tail[rest] = 0x80;
    view.setUint32(padded - 8, Math.floor(length / 2 ** 29));
    view.setUint32(padded - 4, length << 3);
    for (let i = 0; i < padded; i += 64) this.block(state, tail, i);
    return state;
  }
  text(string) {
    if (this.buffer.length < 3 * string.length) this.buffer = new Uint8Array(6 * string.length);
    return this.digest(this.buffer, 0, ENCODER.encodeInto(string, this.buffer).written);
  }
  hexOf(string) { return hex(this.text(string)); }
  hexOfBytes(bytes) { return hex(this.digest(bytes)); }
  /** H("SSJ-DRAW/1|<tag>" LF part LF part …) as hex. */
  tagged(tag, ...parts) { return this.hexOf([`${SPEC}|${tag}`, ...parts].join("\n")); }
}
const sha256 = new Hasher("SHA-256", SHA256_IV, sha256Block), sm3 = new Hasher("SM3", SM3_IV, sm3Block);
const hasherOf = (suite) => (suite === "S2" ? sm3 : sha256);
// ---------------------------------------------------------------- 2 Strict JSON and JCS (section 1)
const STRING = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*"';
const TOKEN = new RegExp(`[ \\t\\r\\n]*(?:([{}[\\]:,]|$)|(${STRING})|(-?[0-9][0-9.eE+-]*)|(true|false|null))`, "y");
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/;

/** Parser of the restricted JSON of section 1: no duplicate keys, no floats, no negative or big integers, text in NFC. */
class StrictJson {
  static parse(text, where) {
    const parser = Object.assign(new StrictJson(), { text, where, at: 0 }), value = parser.value(0);
    if (!parser.ahead("")) parser.fail("结尾之后还有多余的内容");
    return value;
  }
  fail(what) {
    const before = this.text.slice(0, this.at).split("\n");
    refuse(`${this.where} 第 ${before.length} 行第 ${before.pop().length + 1} 个字符后：${what}`);
  }
  next() {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.text) || this.fail("不认识的内容");
    this.at = TOKEN.lastIndex;
    return token;
  }
  /** Takes the next mark where it is the wanted one. */
  ahead(mark) {
    const back = this.at;
    if (this.next()[1] === mark) return true;
    this.at = back;
    return false;
  }
  value(depth) {
    const [, mark, string, digits, word] = this.next();
    if (depth > 32) this.fail("嵌套太深");
    if (string) return this.string(string);
    if (digits) return this.integer(digits);
    if (word) return JSON.parse(word);
    if (mark === "{") return this.list("}", Object.create(null), (result) => this.member(result, depth));
    if (mark === "[") return this.list("]", [], (result) => result.push(this.value(depth + 1)));
    return this.fail(mark === "" ? "文件没有写完" : "这里应当是一个值");
  }
  list(end, result, readOne) {
    if (this.ahead(end)) return result;
    do readOne(result); while (this.ahead(","));
    return this.ahead(end) ? result : this.fail(`这里应当是 , 或 ${end}`);
  }
  member(result, depth) {
    const key = this.string(this.next()[2] || this.fail("键名要写在双引号里"));
    if (!/^[\x20-\x7e]*$/.test(key)) this.fail("键名只能用英文字符");
    if (key in result) this.fail(`键“${key}”重复`);
    if (!this.ahead(":")) this.fail("这里应当是 :");
    result[key] = this.value(depth + 1);
  }
  string(token) {
    const string = JSON.parse(token);
    if (LONE_SURROGATE.test(string)) this.fail("文字编码残缺");
    if (string.normalize("NFC") !== string) this.fail("文字没有按 NFC 书写");
    return string;
  }
  integer(digits) {
    if (!/^(?:0|[1-9][0-9]*)$/.test(digits)) this.fail(`${digits}：只接受不带小数、不带负号的整数`);
    if (digits.length > 16 || Number(digits) > Number.MAX_SAFE_INTEGER) this.fail(`${digits}：整数太大`);
    return Number(digits);
  }
}

/** RFC 8785 for the values that StrictJson returns. */
function jcs(value) {
  if (Array.isArray(value)) return `[${value.map(jcs).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${jcs(value[key])}`).join(",")}}`;
}
function decodeUtf8(bytes, where) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (_) {
    return refuse(`${where} 不是 UTF-8 文本`);
  }
}
const parseJson = (bytes, where) => StrictJson.parse(decodeUtf8(bytes, where), where);

/** JSON whose bytes must be its JCS form. */
function parseJcs(bytes, where) {
  const text = decodeUtf8(bytes, where), value = StrictJson.parse(text, where), wanted = jcs(value);
  let at = 0;
  if (wanted === text) return value;
  while (wanted[at] === text[at]) at++;
  return differ(`${where} 不是规定的 JCS 写法`, `第 ${at + 1} 个字符起`, wanted.slice(at, at + 60), text.slice(at, at + 60));
}
const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** The first place where two JSON values differ, or null. */
function firstDifference(expected, actual, path = "") {
  if (expected !== undefined && actual !== undefined && jcs(expected) === jcs(actual)) return null;
  const lists = Array.isArray(expected) && Array.isArray(actual);
  if (lists || (isRecord(expected) && isRecord(actual))) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const found = firstDifference(expected[key], actual[key], lists ? `${path}[${key}]` : path ? `${path}.${key}` : key);
      if (found) return found;
    }
  }
  const show = (value) => (value === undefined ? "（没有）" : jcs(value).slice(0, 300));
  return expected === actual ? null : { where: path, expected: show(expected), actual: show(actual) };
}
// ---------------------------------------------------------------- 3 Schemas: a check takes a value and its place
const any = () => {}; // for a value that is checked elsewhere or not used
const refuseValue = (at, what) => refuse(`${at} 应为${what}`);
const pattern = (expression, what) => {
  const regex = new RegExp(`^(?:${expression})$`);
  return (value, at) => { if (typeof value !== "string" || !regex.test(value)) refuseValue(at, what); };
};
const integer = (low, high = Number.MAX_SAFE_INTEGER) => (value, at) => {
  if (!Number.isInteger(value) || value < low || value > high) refuseValue(at, ` ${low} 到 ${high} 的整数`);
};
const oneOf = (...allowed) => (value, at) => { if (!allowed.includes(value)) refuseValue(at, ` ${allowed.join(" 或 ")}`); };
const listOf = (item, least = 0) => (value, at) => {
  if (!Array.isArray(value) || value.length < least) refuseValue(at, `列表${least ? `，至少 ${least} 项` : ""}`);
  value.forEach((entry, i) => item(entry, `${at}[${i}]`));
};
const orNull = (check) => (value, at) => { if (value !== null) check(value, at); };
const text = (value, at) => { if (typeof value !== "string") refuseValue(at, "文字"); };

/** A closed record: all of `required`, perhaps some of `optional`, nothing else. */
function record(required, optional = {}) {
  const checks = new Map(Object.entries({ ...required, ...optional }));
  return (value, at) => {
    if (!isRecord(value)) refuseValue(at, "一组键值");
    const inner = (key) => `${at}${at.endsWith(" ") ? "" : "."}${key}`;
    for (const key of Object.keys(required)) if (!(key in value)) refuse(`${inner(key)} 缺失`);
    for (const key of Object.keys(value)) (checks.get(key) || refuse(`${inner(key)} 不是规定的键`))(value[key], inner(key));
  };
}

const mapOf = (check) => (value, at) => {
  if (!isRecord(value)) refuseValue(at, "一组键值");
  for (const key of Object.keys(value)) check(value[key], `${at}.${key}`);
};
const NAME = /^[A-Za-z0-9_.-]{1,32}$/, OBJECT_ID = /^[0-9A-Z]{1,22}$/, IID = /^[A-Za-z0-9_-]{1,32}$/;
const name = pattern(NAME.source, " 1 到 32 位的代号"), objectId = pattern(OBJECT_ID.source, "代码");
const hex64 = pattern("[0-9a-f]{64}", " 64 位小写十六进制数");
const frameCode = pattern("[A-Z][A-Z0-9_]{0,15}", "大写字母开头的名录代号");
const party = pattern("[a-z][a-z0-9_-]{0,31}", "小写字母开头的参与方代号");
const drawId = pattern("(?:\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12})-\\d{4}-\\d{1,12}", "“地区-年份-流水号”");
function isDay(value) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) || [], found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === Number(day);
}
const date = (value, at) => { if (typeof value !== "string" || !isDay(value)) refuseValue(at, "日期，如 2026-03-05"); };
function time(value, at) {
  const form = /^.{10}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
  if (typeof value !== "string" || !form.test(value) || !isDay(value.slice(0, 10))) refuseValue(at, "带时区的时间，如 2026-03-05T09:00:00+08:00");
}
// ---------------------------------------------------------------- 4 Plan (section 3)
const digestRecord = record({ root: hex64, size: integer(0), file_hash: hex64 });
const match = oneOf("any", "same", "within"), expertise = listOf(name);
const unit = (value, at) => { if (value !== "*") name(value, at); };
const slot = record({ frame: frameCode, unit, expertise, match });
const bounds = { min: integer(0), max: integer(0), census: oneOf(true) };
const ratioStratum = record({ code: name, mode: oneOf("ratio"), bp: integer(0, 10000) }, bounds);
const countStratum = record({ code: name, mode: oneOf("count"), n: integer(0) }, bounds);
const weightStratum = record({ code: name, w: integer(0) }, { census: oneOf(true) });
const modeStratum = (value, at) => (isRecord(value) && value.mode === "count" ? countStratum : ratioStratum)(value, at);
const basisPoints = integer(0, 10000), drawing = {
  code: frameCode, register: digestRecord, base: oneOf("eligible", "frame"), reserve_bp: basisPoints, batches: integer(1),
};
const modeFrame = record({ ...drawing, strata: listOf(modeStratum, 1) });
const totalFrame = record({ ...drawing, total: integer(0), strata: listOf(weightStratum, 1) });
const followingFrame = record({ code: frameCode, register: digestRecord, follow: frameCode });
const frameKind = (value) => (!isRecord(value) ? modeFrame : "follow" in value ? followingFrame : "total" in value ? totalFrame : modeFrame);
const planFrame = (value, at) => frameKind(value)(value, at);
const source = pattern("(?:kl8|fc3d|pl5|ssq)\\|[0-9]+|drand\\|[0-9a-f]+:[0-9]+", "“来源|期号”");
const planRecord = record({
  spec: oneOf(SPEC), suite: oneOf("S1", "S2"), draw_id: drawId, task: text, seq: integer(0), prev_head: hex64,
  frames: listOf(planFrame, 1), inspectors: digestRecord, coi: digestRecord,
  entropy: record({ commits: listOf(record({ party, c: hex64 }), 1), public: listOf(source), missing_rule: oneOf("-", "void") }),
  reveal_by: time, public_after: time,
  assignment: record({ algo: oneOf("RPA-1"), choices: integer(1, 4), tmax: integer(1, 64), valid_on: date, slots: listOf(slot) },
    { fallback: listOf(listOf(orNull(record({ unit, expertise, match })))) }),
  disclosure: record({ mode: oneOf("immediate", "deferred", "confidential"), disclose_by: text }, { sealed: party, row_commit: hex64 }),
});

function noRepeat(values, at) {
  values.forEach((value, i) => { if (values.indexOf(value) < i) refuse(`plan.json ${at}：“${value}”重复`); });
}
function validatePlan(plan) {
  planRecord(plan, "plan.json ");
  checkFrames(plan.frames);
  checkEntropyTerms(plan);
  checkAssignmentTerms(plan);
  checkDisclosure(plan);
}

function checkFrames(frames) {
  noRepeat(frames.map((f) => f.code), "frames");
  frames.forEach((frame, i) => {
    const followed = frames.slice(0, i).find((f) => f.code === frame.follow);
    if (frame.follow && (!followed || followed.follow)) refuse(`plan.json 名录 ${frame.code} 只能跟随排在前面的抽取名录`);
    noRepeat((frame.strata || []).map((s) => s.code), `名录 ${frame.code} 的分组`);
    for (const { code, min = 0, max = Infinity } of frame.strata || []) {
      if (min > max) refuse(`plan.json 名录 ${frame.code} 分组 ${code}：min 大于 max`);
    }
  });
}

function checkEntropyTerms({ entropy: { commits, public: sources, missing_rule: rule }, reveal_by: reveal, public_after: after }) {
  noRepeat(commits.map((c) => c.party), "entropy.commits");
  noRepeat(sources, "entropy.public");
  if (rule !== (sources.length ? "-" : "void")) refuse("plan.json entropy.missing_rule：有公开号码时应为 -，没有时应为 void");
  if (sources.length && Date.parse(after) <= Date.parse(reveal)) refuse("plan.json public_after 要晚于 reveal_by：公开号码要在打开随机数之后产生");
}
function checkAssignmentTerms({ assignment: { slots, fallback = [] }, frames }) {
  slots.forEach((s, j) => { if (!frames.some((f) => f.code === s.frame)) refuse(`plan.json assignment.slots[${j}]：没有名录 ${s.frame}`); });
  fallback.forEach((round, n) => { if (round.length !== slots.length) refuse(`plan.json assignment.fallback[${n}]：项数应与席位数相同`); });
}
const isSealed = (plan) => plan.disclosure.mode !== "immediate";

function checkDisclosure(plan) {
  const { mode, disclose_by: by, sealed, row_commit: commit } = plan.disclosure, at = "plan.json disclosure";
  if (by) (by.length === 10 ? date : time)(by, `${at}.disclose_by`);
  if (mode === "deferred" && !by) refuse(`${at}.disclose_by：延期公开要写明时间`);
  if (mode === "confidential" && by) refuse(`${at}.disclose_by：不公开的抽查应留空`);
  if ([sealed, commit].some((value) => isSealed(plan) !== (value !== undefined))) refuse(`${at}：封存的抽查要有 sealed 和 row_commit，公开的没有`);
  if (sealed && !plan.entropy.commits.some((c) => c.party === sealed)) refuse(`${at}.sealed：没有参与方 ${sealed}`);
}
const planHash = (h, plan) => h.tagged("PLAN", jcs(plan));
// ---------------------------------------------------------------- 5 TSV files and Merkle trees (sections 1, 2)
/** Texts of a TSV file's lines. ASCII only, so that character and byte positions agree. */
function splitLines(bytes, path) {
  let line = 1;
  for (const b of bytes) {
    if (b === 10) line++;
    else if (b !== 9 && (b < 32 || b > 126)) refuse(`${path} 第 ${line} 行有不允许的字符（字节 0x${b.toString(16)}）`);
  }
  const lines = new TextDecoder("latin1").decode(bytes).split("\n");
  if (lines.pop() !== "") refuse(`${path} 最后一行没有以换行结束`);
  return lines;
}

/** RFC 6962 section 2.1: the root over the lines that `bytes` holds, each ended by LF. */
function * merkleRoot(h, bytes, lines) {
  let count = lines.length, start = 0, last = h.text("");
  const nodes = new Uint8Array(32 * count), leaf = new Uint8Array(1 + lines.reduce((most, line) => Math.max(most, line.length), 0));
  for (let i = 0; i < count; i++) {
    const { length } = lines[i];
    for (let k = 0; k < length; k++) leaf[k + 1] = bytes[start + k];
    start += length + 1;
    last = h.digest(leaf, 0, length + 1);
    putWords(last, nodes, 32 * i);
    if (i % 8192 === 0) yield i / (2 * count);
  }
  for (; count > 1; count = (count + 1) >> 1) {
    last = foldLevel(h, nodes, count);
    yield 0.9;
  }
  return hex(last);
}

/** Replaces a level of the tree by the next, in place; an odd node moves up unchanged. Returns the last digest made. */
function foldLevel(h, nodes, count) {
  const pair = Uint8Array.of(1, ...new Uint8Array(64));
  for (let i = 0; i + 1 < count; i += 2) {
    pair.set(nodes.subarray(32 * i, 32 * i + 64), 1);
    putWords(h.digest(pair), nodes, 16 * i);
  }
  if (count % 2) nodes.copyWithin(16 * (count - 1), 32 * (count - 1), 32 * count);
  return h.state;
}

/** Reads a frozen table: each line by its form and by `check`, in order of bytes, then the digest that the plan holds. */
function * readTable(ctx, path, sealed, form, check = any) {
  const bytes = ctx.file(path), lines = splitLines(bytes, path), rows = new Array(lines.length);
  for (const [i, line] of lines.entries()) {
    const fail = (what) => differ(`${path} 第 ${i + 1} 行：${what}`, `第 ${i + 1} 行`, "合规的一行", line);
    if (i && line < lines[i - 1]) fail("没有按顺序排列");
    rows[i] = readFields(line, form, fail);
    check(rows[i], fail);
    if (i % 8192 === 0) yield i / lines.length;
  }
  const found = { root: yield* merkleRoot(ctx.h, bytes, lines), size: rows.length, file_hash: ctx.h.hexOfBytes(bytes) };
  const wrong = firstDifference(sealed, found);
  return wrong ? refuse(`${path} 的指纹与抽取方案锁定的不一致：文件在锁定之后改动过`, wrong) : rows;
}

const HEX64 = /^[0-9a-f]{64}$/, NUMBER = /^(?:0|[1-9]\d{0,14})$/, SALT = ["salt", /^[0-9a-f]{32}$/, "末栏（32 位十六进制数）"];
const REGION = /^(?:\d{6}|\d{9}|\d{12})$/, REGION_PREFIX = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;
/** The columns of each kind of line: key, form, what it is called. In sealed modes all but inspectors and coi end in SALT. */
const FORMS = {
  register: [["id", OBJECT_ID, "代码"], ["stratum", NAME, "分组"], ["region", REGION, "区划代码"], ["excl", NAME, "排除原因"]],
  inspectors: [["iid", IID, "人员代号"], ["region", REGION_PREFIX, "区划代码"], ["validTo", /^\d{4}-\d\d-\d\d$/, "证件有效期"],
    ["expertise", /^[A-Za-z0-9_.,-]*$/, "专长"], ["capacity", NUMBER, "可承担户数"], ["unit", NAME, "单位"], ["person", SALT[1], "人员指纹"]],
  coi: [["id", OBJECT_ID, "代码"], ["iid", IID, "人员代号"], ["reason", NAME, "原因"]],
  tickets: [["frame", NAME, "名录"], ["id", OBJECT_ID, "代码"], ["ticket", HEX64, "签号"]],
  result: [["frame", NAME, "名录"], ["stratum", NAME, "分组"], ["rank", NUMBER, "名次"], ["id", OBJECT_ID, "代码"], ["ticket", HEX64, "签号"],
    ["status", /^(?:D[1-9]\d*|R|F)$/, "状态"]],
  assignment: [["id", OBJECT_ID, "代码"], ["j", NUMBER, "席位"], ["iid", IID, "人员代号"]],
};
const formOf = (kind, sealed) => (sealed ? [...FORMS[kind], SALT] : FORMS[kind]);

function readFields(line, form, fail) {
  const fields = line.split("\t"), values = {};
  if (fields.length !== form.length) fail(`应有 ${form.length} 栏，实有 ${fields.length} 栏`);
  form.forEach(([key, regex, title], i) => {
    if (!regex.test(fields[i])) fail(`${title}不合规`);
    values[key] = fields[i];
  });
  return values;
}

function * readRegister(ctx, frame) {
  const strata = frame.strata && new Set(frame.strata.map((s) => s.code));
  let last = "";
  return yield* readTable(ctx, `registers/${frame.code}.tsv`, frame.register, formOf("register", isSealed(ctx.plan)), (row, fail) => {
    if (row.id === last) fail(`代码 ${row.id} 重复`);
    if (strata && !strata.has(row.stratum)) fail(`分组 ${row.stratum} 不在抽取方案里`);
    last = row.id;
  });
}

function * readInspectors(ctx) {
  const known = new Set();
  return yield* readTable(ctx, "inspectors.tsv", ctx.plan.inspectors, FORMS.inspectors, (row, fail) => {
    row.skills = row.expertise ? row.expertise.split(",") : [];
    row.capacity = Number(row.capacity);
    if (!isDay(row.validTo)) fail("证件有效期不是日期");
    if (row.skills.some((skill, i) => !NAME.test(skill) || (i && skill <= row.skills[i - 1]))) fail("专长不合规，或没有按顺序排列");
    if (known.has(`iid ${row.iid}`) || known.has(row.person)) fail("同一个人出现两次");
    known.add(`iid ${row.iid}`).add(row.person);
  });
}
// ---------------------------------------------------------------- 6 Entropy, seed and keys (sections 4, 5)
const reveals = listOf(record({ party, r: pattern("[0-9a-f]{64}|-|sealed", " 64 位十六进制数或 -") }));
const entropyRecord = record({ reveals, public: listOf(text) });

/** Are these so many two-digit numbers from 01 to `top`, ascending? */
function ascending(value, size, top) {
  const numbers = value.split(",");
  return numbers.length === size && numbers.every((n, i) => /^\d\d$/.test(n) && n > (i ? numbers[i - 1] : "00") && Number(n) <= top);
}
const PUBLIC_VALUES = {
  kl8: (v) => ascending(v, 20, 80),
  fc3d: (v) => /^\d(?:,\d){2}$/.test(v),
  pl5: (v) => /^\d(?:,\d){4}$/.test(v),
  ssq: (v) => v[17] === "+" && ascending(v.slice(0, 17), 6, 33) && ascending(v.slice(18), 1, 16),
  drand: (v) => /^(?:[0-9a-f]{2})+$/.test(v),
};

function checkReveals(h, plan, opened) {
  const { commits, missing_rule: rule } = plan.entropy, parties = (list) => list.map((entry) => entry.party).join("、");
  if (parties(opened) !== parties(commits)) differ("entropy.json 的参与方与方案不同", "reveals", parties(commits), parties(opened));
  opened.forEach(({ party: who, r }, i) => {
    if (r === "sealed") refuse(`${who} 的随机数还封存着，这套文件不能重算，要用审计人员的完整文件`);
    if (r === "-" && rule === "void") refuse(`${who} 没有打开随机数，按方案本次抽取应当作废`);
    const c = r === "-" ? commits[i].c : h.tagged("COMMIT", plan.draw_id, who, r);
    if (c !== commits[i].c) differ(`${who} 打开的随机数与事先交的承诺不一致`, `reveals[${i}]`, commits[i].c, c);
  });
  if (opened.every(({ r }) => r === "-")) refuse("没有任何一方打开随机数，不能抽取");
}

function checkPublicValues(sources, lines) {
  const stated = lines.map((line) => line.split("|").slice(0, 2).join("|"));
  if (stated.join() !== sources.join()) differ("entropy.json 的公开号码与方案不同", "public", sources.join(), stated.join());
  lines.forEach((line, i) => {
    if (!PUBLIC_VALUES[line.split("|")[0]](line.slice(sources[i].length + 1))) refuse(`entropy.json 公开号码“${line}”写法不合规`);
  });
}
function seedText(hashOfPlan, entropy) {
  return [`${SPEC}|SEED`, hashOfPlan, ...entropy.reveals.map(({ party: who, r }) => `${who}=${r}`), ...entropy.public, ""].join("\n");
}
const keyOf = (h, seed, label) => h.tagged("KEY", seed, label).slice(0, 32);
// ---------------------------------------------------------------- 7 Allocation (section 6)
/** a·b / divisor, rounded up, exact. */
const ceilDiv = (a, b, divisor) => Number((BigInt(a) * BigInt(b) + BigInt(divisor - 1)) / BigInt(divisor));

/** Number drawn in each stratum of a drawing frame; `counts` are `{N, eligible}` in plan order. */
function allocate(frame, counts) {
  if (frame.total !== undefined) return allocateTotal(frame, counts);
  return frame.strata.map(({ mode, bp, n, min = 0, max = Infinity }, i) => {
    const wanted = mode === "ratio" ? ceilDiv(counts[i].N, bp, 10000) : n;
    return Math.min(Math.max(wanted, min), max, counts[i].eligible);
  });
}

function allocateTotal(frame, counts) {
  const k = frame.strata.map(() => 0), weights = frame.strata.map((s, i) => BigInt(s.w) * BigInt(counts[i].N));
  let live = [...k.keys()].filter((i) => weights[i] > 0n && counts[i].eligible > 0), n = BigInt(frame.total);
  while (live.length) {
    const seats = largestRemainders(live.map((i) => weights[i]), n);
    const full = live.filter((i, at) => seats[at] > BigInt(counts[i].eligible));
    live.forEach((i, at) => { k[i] = full.includes(i) ? counts[i].eligible : Number(seats[at]); });
    if (!full.length) break;
    for (const i of full) n -= BigInt(counts[i].eligible);
    live = live.filter((i) => !full.includes(i));
  }
  return k;
}

function largestRemainders(weights, n) {
  const add = (a, b) => a + b, sum = weights.reduce(add), seats = weights.map((w) => (n * w) / sum), left = Number(n - seats.reduce(add));
  const rest = weights.map((w) => (n * w) % sum), byRest = (a, b) => (rest[a] === rest[b] ? a - b : rest[a] < rest[b] ? 1 : -1);
  for (const i of [...rest.keys()].sort(byRest).slice(0, left)) seats[i] += 1n;
  return seats;
}
// ---------------------------------------------------------------- 8 Selection (sections 5, 7)
/** The strata of a drawing frame in plan order; `members` are the numbers of the eligible rows. */
function countStrata(frame, rows) {
  const strata = new Map(frame.strata.map(({ code }) => [code, { code, all: 0, members: [] }]));
  rows.forEach((row, i) => {
    const stratum = strata.get(row.stratum);
    stratum.all++;
    if (row.excl === "-") stratum.members.push(i);
  });
  return [...strata.values()].map(({ code, all, members }) => {
    const eligible = members.length;
    return { code, members, eligible, excluded: all - eligible, N: frame.base === "frame" ? all : eligible };
  });
}

/** Tickets of all rows, eight words each. */
function * ticketWords(h, key, rows) {
  const words = new Uint32Array(8 * rows.length);
  for (const [i, row] of rows.entries()) {
    words.set(h.text(`${key}:${row.id}`), 8 * i);
    if (i % 8192 === 0) yield i / rows.length;
  }
  return words;
}

/** Order (T, id) of row numbers; rows stand in order of id. */
const byTicket = (words) => (a, b) => {
  for (let w = 0; w < 8; w++) {
    const x = words[8 * a + w], y = words[8 * b + w];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a - b;
};

function * drawFrame(h, key, frame, rows) {
  const words = yield* ticketWords(h, key, rows), strata = countStrata(frame, rows), ks = allocate(frame, strata);
  const ticket = (i) => hex(words.subarray(8 * i, 8 * i + 8)), lines = [], groups = [];
  for (const [index, stratum] of strata.entries()) {
    const ranked = Uint32Array.from(stratum.members).sort(byTicket(words)), k = ks[index];
    const reserve = Math.min(stratum.eligible - k, ceilDiv(k, frame.reserve_bp, 10000));
    const status = (r) => (r > k ? "R" : `D${(BigInt(r - 1) * BigInt(frame.batches)) / BigInt(k) + 1n}`);
    const own = Array.from(ranked.subarray(0, k + reserve), (i, r) => (
      { stratum: stratum.code, rank: r + 1, id: rows[i].id, ticket: ticket(i), status: status(r + 1) }));
    lines.push(...own);
    groups.push({ ...stratum, ranked, ticket, k, reserve, theta: k ? own[k - 1].ticket : "", theta_id: k ? own[k - 1].id : "" });
    yield index / strata.length;
  }
  return { code: frame.code, groups, lines };
}

const isDrawn = (line) => line.status !== "R";

/** A following frame takes the drawn objects of the followed one that stand in its own register. */
function followFrame(frame, rows, followed) {
  const drawn = new Map(followed.lines.filter(isDrawn).map((line) => [line.id, line])), lines = [], excluded = [];
  for (const { id, stratum, excl } of rows.filter((row) => drawn.has(row.id))) {
    if (excl === "-") lines.push({ stratum, id, ticket: drawn.get(id).ticket, status: "F" });
    else excluded.push(id);
    drawn.delete(id);
  }
  lines.sort((a, b) => (a.ticket + a.id < b.ticket + b.id ? -1 : 1));
  lines.forEach((line, i) => { line.rank = i + 1; });
  return { code: frame.code, follow: frame.follow, lines, missing: [...drawn.keys()].sort(), excluded: excluded.sort() };
}

function * select(h, key, plan, registers) {
  const frames = [];
  for (const [i, frame] of plan.frames.entries()) {
    const followed = frames.find((f) => f.code === frame.follow);
    frames.push(followed ? followFrame(frame, registers[i], followed) : yield* drawFrame(h, key, frame, registers[i]));
  }
  return frames;
}

/** The salt column that ends every published line in sealed modes (section 9); nothing in open draws. */
function salter(ctx, kind) {
  const key = keyOf(ctx.h, ctx.seed, "SALT");
  return isSealed(ctx.plan) ? (where, what) => `\t${ctx.h.hexOf(`${key}:${kind}:${where}:${what}`).slice(0, 32)}` : () => "";
}
function resultLines(ctx) {
  const salt = salter(ctx, "R");
  return ctx.frames.flatMap(({ code, lines }) => lines.map(({ stratum, rank, id, ticket, status }) =>
    `${code}\t${stratum}\t${rank}\t${id}\t${ticket}\t${status}${salt(code, id)}`));
}

function * ticketLines(ctx) {
  const salt = salter(ctx, "T"), lines = [];
  for (const [f, { code }] of ctx.plan.frames.entries()) {
    for (const [i, { id, excl }] of ctx.registers[f].entries()) {
      if (excl === "-") lines.push(`${code}\t${id}\t${ctx.h.hexOf(`${ctx.key}:${id}`)}${salt(code, id)}`);
      if (i % 2048 === 0) yield i / ctx.registers[f].length;
    }
  }
  return lines.sort();
}
// ---------------------------------------------------------------- 9 Assignment RPA-1 (section 8)
/** Slots in ascending (object, j), by which the protocol breaks every tie between slots. */
function listSlots(plan, registers, frames) {
  const regions = new Map(frames.map(({ code, lines }, f) => {
    const drawn = new Set(lines.filter(isDrawn).map((line) => line.id));
    return [code, new Map(registers[f].filter((row) => drawn.has(row.id)).map((row) => [row.id, row.region]))];
  }));
  const slots = [], wanted = plan.assignment.slots.map((s) => regions.get(s.frame));
  for (const id of [...new Set(wanted.flatMap((drawn) => [...drawn.keys()]))].sort()) {
    const first = slots.length;
    wanted.forEach((drawn, j) => { if (drawn.has(id)) slots.push({ id, j, first, region: drawn.get(id), label: `${id}:${j}` }); });
    for (let s = first; s < slots.length; s++) slots[s].last = slots.length - 1;
  }
  return slots;
}

/** A function that gives pool P(o, j) as inspector numbers; slots of one demand share it where no conflict stands against that. */
function poolFinder(inspectors, conflicts, validOn) {
  const shared = new Map(), barred = new Map(), numbers = new Map(inspectors.map(({ iid }, c) => [iid, c]));
  for (const { id, iid } of conflicts) barred.set(id, (barred.get(id) || new Set()).add(numbers.get(iid)));
  const qualified = ({ unit: wanted, expertise: skills, match: how }, region) => {
    const near = { any: () => true, same: (own) => own === region, within: (own) => region.startsWith(own) }[how];
    const able = (i) => i.validTo >= validOn && skills.every((skill) => i.skills.includes(skill));
    const fits = (i) => (wanted === "*" || i.unit === wanted) && near(i.region) && able(i);
    return [...inspectors.keys()].filter((c) => fits(inspectors[c]));
  };
  return ({ id, region }, demand) => {
    const key = jcs([demand.unit, demand.expertise, demand.match, demand.match === "any" ? "" : region]), bars = barred.get(id);
    if (!shared.has(key)) shared.set(key, qualified(demand, region));
    return bars ? shared.get(key).filter((c) => !bars.has(c)) : shared.get(key);
  };
}

/** The state of a matching and the steps of section 8 on it. Slots (s, t) and inspectors (c) are numbers. */
class Matching {
  constructor(h, slots, inspectors, { choices, tmax }) {
    Object.assign(this, { h, slots, inspectors, choices, tmax, pools: slots.map(() => []) });
    this.holder = new Int32Array(slots.length).fill(-1);
    this.held = inspectors.map(() => new Set());
  }
  /** One round, steps 1 to 5; slots that stay unplaced have no holder. */
  * round(key, tried) {
    Object.assign(this, { key, closed: new Set() });
    for (const [done, s] of this.inOrder(tried, (number) => this.mark("S", number)).entries()) {
      const c = this.direct(s);
      if (c === undefined) this.augment(s);
      else this.seat(s, c);
      if (done % 64 === 0) yield done / tried.length;
    }
  }
  mark(step, s, ...rest) { return this.h.hexOf([this.key, step, this.slots[s].label, ...rest].join(":")); }
  /** Numbers in ascending (hash, number). */
  inOrder(numbers, hashOf) {
    const keyed = numbers.map((number) => ({ number, hash: hashOf(number) }));
    keyed.sort((a, b) => (a.hash === b.hash ? a.number - b.number : a.hash < b.hash ? -1 : 1));
    return keyed.map(({ number }) => number);
  }
  hasSpare(c) { return this.held[c].size < this.inspectors[c].capacity; }
  /** The slot of the same object that c holds, or -1. */
  seatOn(s, c) {
    for (let t = this.slots[s].first; t <= this.slots[s].last; t++) if (this.holder[t] === c) return t;
    return -1;
  }
  isFree(s, c) { return this.hasSpare(c) && this.seatOn(s, c) < 0; }
  seat(s, c) {
    if (this.holder[s] >= 0) this.held[this.holder[s]].delete(s);
    this.holder[s] = c;
    this.held[c].add(s);
  }
  /** Steps 2 and 3: who gets slot s without displacing anybody, if anyone. */
  direct(s) {
    const candidates = this.candidates(s);
    if (candidates.length) return candidates.reduce((best, c) => (this.held[c].size < this.held[best].size ? c : best));
    return this.inOrder(this.pools[s].filter((c) => this.isFree(s, c)), (c) => this.mark("Q", s, this.inspectors[c].iid))[0];
  }
  candidates(s) {
    const pool = this.pools[s], found = [], prefix = `${this.key}:P:${this.slots[s].label}:`, size = BigInt(pool.length);
    for (let t = 0; pool.length && t < this.tmax && found.length < this.choices; t++) {
      const [high, low] = this.h.text(prefix + t), u64 = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
      const c = pool[Number((u64 * size) >> 64n)];
      if (this.isFree(s, c) && !found.includes(c)) found.push(c);
    }
    return found;
  }
  /** Step 4, an augmenting path from slot s; step 5 where there is none. */
  augment(s) {
    const { end, from, seen } = this.explore([s], this.closed);
    if (!end) seen.forEach((c) => this.closed.add(c));
    for (let step = end; step; step = from.get(step[0])) this.seat(...step);
  }
  /** Breadth-first search by the moves of step 4. `from` maps a slot reached to the (slot, inspector) it was reached from. */
  explore(starts, closed) {
    const queue = [...starts], from = new Map(starts.map((s) => [s, null])), seen = new Set();
    const reach = (t, step) => {
      if (from.has(t)) return;
      from.set(t, step);
      queue.push(t);
    };
    for (const s of queue) {
      const ahead = this.pools[s].filter((c) => this.holder[s] !== c && !seen.has(c) && !closed.has(c));
      for (const c of this.inOrder(ahead, (number) => this.mark("A", s, this.inspectors[number].iid))) {
        const sibling = this.seatOn(s, c), held = sibling < 0 ? [...this.held[c]].sort((a, b) => a - b) : [sibling];
        if (sibling < 0) seen.add(c);
        if (sibling < 0 && this.hasSpare(c)) return { end: [s, c], from, seen };
        for (const t of held) reach(t, [s, c]);
      }
    }
    return { end: null, from, seen };
  }
  /** Step 7: a certificate for each component of what the unplaced slots reach. */
  shortages(round, tried) {
    const { from, seen } = this.explore(tried.filter((s) => this.holder[s] < 0), new Set());
    const parts = this.components([...from.keys()].sort((a, b) => a - b), seen);
    return parts.map((part) => this.certificate(round, part)).sort((a, b) => (a.slots[0] < b.slots[0] ? -1 : 1));
  }
  /** Lists of slots that are joined by sharing an object or a seen inspector. */
  components(slots, seen) {
    const parent = new Map(slots.map((s) => [s, s])), shared = new Map(), parts = new Map(slots.map((s) => [s, []]));
    const find = (s) => {
      for (; parent.get(s) !== s; s = parent.get(s)) parent.set(s, parent.get(parent.get(s)));
      return s;
    };
    const join = (what, s) => {
      if (shared.has(what)) parent.set(find(s), find(shared.get(what)));
      else shared.set(what, s);
    };
    for (const s of slots) {
      join(this.slots[s].id, s);
      for (const c of this.pools[s]) if (seen.has(c)) join(c, s);
    }
    for (const s of slots) parts.get(find(s)).push(s);
    return [...parts.values()].filter((part) => part.length);
  }
  certificate(round, part) {
    const objects = new Map(), last = new Map(); // inspector → its number of objects here, and the last one counted
    for (const s of part) {
      for (const c of this.pools[s].filter((number) => last.get(number) !== this.slots[s].id)) {
        last.set(c, this.slots[s].id);
        objects.set(c, (objects.get(c) || 0) + 1);
      }
    }
    let capacity = 0;
    for (const [c, number] of objects) capacity += Math.min(this.inspectors[c].capacity, number);
    const slots = part.map((s) => this.slots[s].label).sort(), inspectors = [...objects.keys()].map((c) => this.inspectors[c].iid).sort();
    return { round, slots, inspectors, capacity, deficit: part.length - capacity };
  }
}

/** Round 1 by the slots' own demands, then the fallback rounds of step 6. */
function * assign({ h, seed, plan, registers, frames, inspectors, coi }) {
  const terms = plan.assignment, slots = listSlots(plan, registers, frames), shortages = [];
  const poolOf = poolFinder(inspectors, coi, terms.valid_on), matching = new Matching(h, slots, inspectors, terms);
  let smallest = null;
  for (const [n, demands] of [terms.slots, ...(terms.fallback || [])].entries()) {
    const tried = [...slots.keys()].filter((s) => matching.holder[s] < 0 && demands[slots[s].j] !== null);
    for (const s of tried) matching.pools[s] = poolOf(slots[s], demands[slots[s].j]);
    if (n === 0 && slots.length) smallest = matching.pools.reduce((least, pool) => Math.min(least, pool.length), Infinity);
    yield* matching.round(keyOf(h, seed, n ? `ASG${n + 1}` : "ASG"), tried);
    shortages.push(...matching.shortages(n + 1, tried));
  }
  slots.forEach((s, at) => { s.iid = matching.holder[at] < 0 ? null : inspectors[matching.holder[at]].iid; });
  return { slots, shortages, smallest, loads: matching.held.map((held) => held.size) };
}

function assignmentLines(ctx) {
  const salt = salter(ctx, "A");
  return ctx.matching.slots.filter((s) => s.iid !== null).map(({ id, j, iid }) => `${id}\t${j}\t${iid}${salt(id, j)}`).sort();
}
// ---------------------------------------------------------------- 10 Transcript (section 12, bundle.md)
const tree = record({ root: hex64, size: integer(0) }), change = orNull(record({ stratum: name, excl: name }));
/** The keys that nobody can recompute; the transcript's own digest covers them. */
const CLAIMS = {
  late_changes: orNull(listOf(record({ frame: frameCode, id: objectId, was: change, now: change }))),
  engines: listOf(text), log_head: hex64, code_version: text,
};
const stratumSummary = record({ code: name, N: any, excluded: any, k: integer(0), reserve: any, theta: text, theta_id: text });
const transcriptRecord = record({
  spec: any, suite: any, draw_id: any, plan_hash: hex64, reveals: any, public: any, seed: any, K_OBJ: text, K_ASG: any,
  frames: listOf(record({ code: frameCode }, { strata: listOf(stratumSummary), follow: any, size: any, missing: any, excluded: any })),
  result: tree, assignment: record({ root: hex64, placed: integer(0), unplaced: any, shortages: any, smallest_pool: any, load: any }),
  regions_differ: any, coi_unknown: any, files: any, ...CLAIMS, digest: hex64,
}, { tickets: tree });
function readTranscript(bytes) {
  const transcript = parseJcs(bytes, "transcript.json");
  transcriptRecord(transcript, "transcript.json ");
  return transcript;
}
function frameSummary({ code, follow, lines, missing, excluded, groups }) {
  if (follow) return { code, follow, size: lines.length, missing, excluded };
  return { code, strata: groups.map((group) => pick(group, "code", "N", "excluded", "k", "reserve", "theta", "theta_id")) };
}
function assignmentSummary({ matching: { slots, shortages, smallest, loads }, assignment: { root: merkle, size } }) {
  const least = loads.length ? loads.reduce((a, b) => Math.min(a, b)) : 0;
  const unplaced = slots.filter((s) => s.iid === null).map((s) => s.label).sort();
  return {
    root: merkle, placed: size, unplaced, shortages, smallest_pool: smallest,
    load: { min: least, max: loads.reduce((a, b) => Math.max(a, b), 0), sum: loads.reduce((a, b) => a + b, 0) },
  };
}
function regionsDiffer(registers) {
  const rows = registers.flat(), regions = new Map(rows.map(({ id, region }) => [id, region]));
  return [...new Set(rows.filter(({ id, region }) => regions.get(id) !== region).map(({ id }) => id))].sort();
}
function unknownConflicts({ registers, inspectors, coi }) {
  const ids = new Set(registers.flat().map((row) => row.id)), iids = new Set(inspectors.map((i) => i.iid));
  return coi.filter(({ id, iid }) => !ids.has(id) || !iids.has(iid)).map(({ id, iid }) => `${id} ${iid}`).sort();
}

/** The files of a bundle that the draw read or wrote. */
function drawPaths(plan) {
  const registers = plan.frames.map((f) => `registers/${f.code}.tsv`), tickets = isSealed(plan) ? ["tickets.tsv"] : [];
  return ["plan.json", ...registers, "inspectors.tsv", "coi.tsv", "entropy.json", "result.tsv", "assignment.tsv", ...tickets];
}

/** Everything in the transcript that a verifier recomputes. */
function recomputedTranscript(ctx) {
  const { plan, h, entropy } = ctx, files = Object.fromEntries(drawPaths(plan).map((path) => [path, h.hexOfBytes(ctx.file(path))]));
  return {
    spec: SPEC, suite: plan.suite, draw_id: plan.draw_id, plan_hash: ctx.planHash, reveals: entropy.reveals, public: entropy.public,
    seed: ctx.seed, K_OBJ: ctx.key, K_ASG: keyOf(h, ctx.seed, "ASG"), frames: ctx.frames.map(frameSummary), result: ctx.result,
    ...(ctx.tickets ? { tickets: ctx.tickets } : {}), assignment: assignmentSummary(ctx),
    regions_differ: regionsDiffer(ctx.registers), coi_unknown: unknownConflicts(ctx), files,
  };
}

const pick = (value, ...keys) => Object.fromEntries(keys.map((key) => [key, value[key]]));
const withoutDigest = ({ digest, ...rest }) => rest;

/** Refuses a file whose `digest` is not that of its other keys. */
function checkDigest(h, tag, value, path) {
  const digest = h.tagged(tag, jcs(withoutDigest(value)));
  if (value.digest !== digest) differ(`${path} 自带的指纹不对`, "digest", digest, value.digest);
}

/** The files that are not, byte for byte, those that the transcript records; none where it cannot be read, which is its own check's matter. */
function alteredFiles(files, paths) {
  try {
    const transcript = readTranscript(files.get("transcript.json")), h = hasherOf(transcript.suite), recorded = transcript.files;
    checkDigest(h, "TRANSCRIPT", transcript, "transcript.json");
    return paths.filter((path) => recorded[path] && h.hexOfBytes(files.get(path)) !== recorded[path]);
  } catch (fault) {
    if (fault instanceof Refusal) return [];
    throw fault;
  }
}

function * checkTranscript(ctx) {
  const actual = readTranscript(ctx.file("transcript.json")), expected = recomputedTranscript(ctx);
  for (const key of Object.keys(CLAIMS)) expected[key] = actual[key];
  const wrong = firstDifference(expected, withoutDigest(actual)), late = actual.late_changes || [];
  if (wrong) refuse("transcript.json 与重算的结果不同", wrong);
  checkDigest(ctx.h, "TRANSCRIPT", actual, "transcript.json");
  return late.length ? `与重算一致；其中记载 ${late.length} 户在锁定前改过分组或排除状态，请留意` : "与重算一致";
}
// ---------------------------------------------------------------- 11 Sealed modes (section 9)
const sealedRecord = record({
  draw_id: drawId, row_secret: hex64, reveal: record({ party, r: pattern("(?:[0-9a-f]{64})?", " 64 位十六进制数") }),
  meanings: mapOf(text), digest: hex64,
});

function * checkSealed({ plan, h, entropy, registers, file }) {
  const sealed = parseJcs(file("sealed.json"), "sealed.json"), who = plan.disclosure.sealed;
  sealedRecord(sealed, "sealed.json ");
  checkDigest(h, "SEALED", sealed, "sealed.json");
  const reveal = entropy.reveals.find((r) => r.party === who);
  const wrong = firstDifference({ draw_id: plan.draw_id, reveal }, pick(sealed, "draw_id", "reveal"));
  if (wrong) refuse("sealed.json 与方案、随机数不一致", wrong);
  const commit = h.tagged("ROWSECRET", plan.draw_id, sealed.row_secret);
  if (commit !== plan.disclosure.row_commit) differ("sealed.json 的行密钥与方案里的承诺不一致", "row_secret", plan.disclosure.row_commit, commit);
  for (const [f, { code }] of plan.frames.entries()) {
    for (const [i, row] of registers[f].entries()) {
      const salt = h.tagged("ROW", sealed.row_secret, code, row.id).slice(0, 32);
      if (row.salt !== salt) differ("名录第五栏与行密钥算出的不一致", `registers/${code}.tsv 第 ${i + 1} 行`, salt, row.salt);
      if (i % 4096 === 0) yield i / registers[f].length;
    }
  }
  return "封存的随机数、行密钥与方案和名录每一行一致";
}
// ---------------------------------------------------------------- 12 Log (section 11)
const LOG_ORDER = ["REGISTER", "OBJECTION", "COMMIT", "PLAN", "REVEAL", "ENTROPY", "RESULT", "ASSIGN", "REPLACE", "DISCLOSE", "OUTCOME", "CLOSE"];
const LOG_STEPS = ["PLAN", "ENTROPY", "RESULT", "ASSIGN"], LOG_ONCE = [...LOG_STEPS, "DISCLOSE", "CLOSE"]; // no step may be skipped
const logType = oneOf(...LOG_ORDER, "VOID", "INCIDENT"), header = { seq: integer(0), prev: hex64, type: logType, time, draw_id: drawId };
const logLine = record({ entry: record({ ...header, body_hash: hex64 }), body: mapOf(any) });

function * checkLog(ctx) {
  const lines = decodeUtf8(ctx.file("log.jsonl"), "log.jsonl").split("\n");
  if (lines.pop() !== "" || !lines.length) refuse("log.jsonl 是空的，或最后一行没有以换行结束");
  const entries = lines.map((line, i) => readLogLine(ctx, line, `log.jsonl 第 ${i + 1} 行`));
  yield 0.5;
  checkChain(ctx.h, entries);
  checkLogOrder(entries);
  checkLogBodies(ctx, entries);
  const missing = LOG_STEPS.filter((type) => !entries.some(({ entry }) => entry.type === type));
  return missing.length ? `日志前后相接，但还没有记到 ${missing.join("、")}` : `日志 ${count(entries.length)} 条前后相接，与文件一致`;
}

function readLogLine({ h, plan }, line, at) {
  const value = StrictJson.parse(line, at);
  logLine(value, `${at} `);
  const { entry, body } = value, bodyHash = h.hexOf(jcs(body));
  if (bodyHash !== entry.body_hash) differ(`${at} 的内容与指纹不符`, "body_hash", bodyHash, entry.body_hash);
  if (entry.draw_id !== plan.draw_id) differ(`${at} 属于另一次抽取`, "draw_id", plan.draw_id, entry.draw_id);
  return { entry, body, at };
}

/** Between a draw's entries others may have been logged; those with consecutive numbers are chained (bundle.md). */
function checkChain(h, entries) {
  entries.slice(1).forEach(({ entry, at }, i) => {
    const before = entries[i].entry, head = h.tagged("LOG", before.prev, jcs(before));
    if (entry.seq <= before.seq) differ(`${at} 的序号没有递增`, "seq", before.seq + 1, entry.seq);
    if (entry.seq === before.seq + 1 && entry.prev !== head) differ(`${at} 与上一条接不上`, "prev", head, entry.prev);
  });
}

function checkLogOrder(entries) {
  const seen = new Set();
  let stage = 0;
  for (const { entry: { type }, at } of entries) {
    const rank = LOG_ORDER.indexOf(type), skipped = LOG_STEPS.find((step) => LOG_ORDER.indexOf(step) < rank && !seen.has(step));
    if (rank < 0) refuse(`${at} 登记本次抽取已${type === "VOID" ? "作废" : "因故终止"}，不应再有结果`);
    if (rank < stage) refuse(`${at}：${type} 的次序不对`);
    if (LOG_ONCE.includes(type) && seen.has(type)) refuse(`${at}：${type} 登记了两次`);
    if (skipped) refuse(`${at}：${type} 之前缺少 ${skipped}`);
    seen.add(type);
    stage = rank;
  }
}

/** The bodies that the entries of each type may have. The sealed party's reveal may be left out of the log. */
function acceptableBodies({ plan, planHash: plan_hash, entropy, result, assignment }) {
  const masked = entropy.reveals.map(({ party: who, r }) => ({ party: who, r: who === plan.disclosure.sealed ? "sealed" : r }));
  return {
    REGISTER: plan.frames.map((f) => ({ frame: f.code, register: f.register })), COMMIT: plan.entropy.commits, PLAN: [{ plan_hash }],
    REVEAL: [...entropy.reveals, ...masked].filter(({ r }) => r !== "-").map((reveal) => ({ ...reveal, plan_hash })),
    ENTROPY: [entropy, { reveals: masked, public: entropy.public }],
    RESULT: [result], ASSIGN: [{ root: assignment.root, placed: assignment.size }],
  };
}

function checkLogBodies(ctx, entries) {
  const acceptable = acceptableBodies(ctx), seen = new Set(), { seq, prev_head: prev } = ctx.plan;
  for (const { entry, body, at } of entries) {
    const allowed = (acceptable[entry.type] || [body]).map(jcs), what = `${entry.type} ${body.party || body.frame}`;
    if (!allowed.includes(jcs(body))) differ(`${at} 的 ${entry.type} 与文件不一致`, "body", allowed.join(" 或 ").slice(0, 300), jcs(body));
    if (entry.type === "PLAN" && (entry.seq !== seq || entry.prev !== prev)) differ(`${at}：方案登记的位置与 plan.json 不同`, "seq", seq, entry.seq);
    if (acceptable[entry.type] && seen.has(what)) refuse(`${at}：${what} 登记了两次`);
    seen.add(what);
    const awaited = { PLAN: "COMMIT", ENTROPY: "REVEAL" }[entry.type], absent = awaited && acceptable[awaited].find(({ party }) => !seen.has(`${awaited} ${party}`));
    if (absent) refuse(`${at}：之前缺少 ${absent.party} 的 ${awaited}`);
  }
}
// ---------------------------------------------------------------- 13 The checks of bundle.md
const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
function * checkPlan(ctx) {
  const plan = parseJson(ctx.file("plan.json"), "plan.json");
  validatePlan(plan);
  Object.assign(ctx, { plan, h: hasherOf(plan.suite) });
  ctx.planHash = planHash(ctx.h, plan);
  return `抽取编号 ${plan.draw_id}，方案指纹 ${ctx.planHash}`;
}

function * checkFiles({ plan, files }) {
  const needed = [...drawPaths(plan || { frames: [], disclosure: { mode: "immediate" } }), "transcript.json"];
  const missing = needed.filter((path) => !files.has(path)), known = [...needed, "sealed.json", "log.jsonl", "public.json", "proof.json"];
  const large = known.find((path) => files.get(path) === null);
  if (missing.length) refuse(`缺少 ${missing.join("、")}`);
  if (large) refuse(`${large} 太大：浏览器读不下，或者不是这类文件；请用命令行程序 verify_draw.py 核对`);
  const altered = alteredFiles(files, needed);
  if (altered.length) refuse(`${altered.join("、")} 与抽取实录登记的指纹不一致：文件在抽取之后改动过`);
  const others = [...files.keys()].filter((path) => plan && !known.includes(path));
  return `${needed.length} 个文件齐全${others.length ? `；另有 ${others.length} 个与核对无关` : ""}`;
}

function * checkRegisters(ctx) {
  const registers = [];
  for (const frame of ctx.plan.frames) registers.push(yield* readRegister(ctx, frame));
  ctx.registers = registers;
  return `${registers.length} 份名录，共 ${count(registers.reduce((sum, rows) => sum + rows.length, 0))} 行，与方案锁定的指纹一致`;
}

/** Section 14: a stratum of one eligible object that is drawn for certain must be declared `census`. Belongs to `plan`. */
function loneObject({ plan, registers = [] }) {
  for (const [f, rows] of registers.entries()) {
    const frame = plan.frames[f], strata = frame.strata ? countStrata(frame, rows) : [], ks = strata.length && allocate(frame, strata);
    const lone = strata.findIndex(({ eligible }, i) => eligible === 1 && ks[i] === 1 && !frame.strata[i].census);
    if (lone >= 0) return `名录 ${frame.code} 分组 ${strata[lone].code} 只有 1 户可抽又必定抽中，等于指定；方案没有写明这一组全部检查（census）`;
  }
  return null;
}

function * checkInspectors(ctx) {
  ctx.inspectors = yield* readInspectors(ctx);
  return `${count(ctx.inspectors.length)} 名人员，与方案锁定的指纹一致`;
}
function * checkConflicts(ctx) {
  ctx.coi = yield* readTable(ctx, "coi.tsv", ctx.plan.coi, FORMS.coi);
  return `${count(ctx.coi.length)} 条回避，与方案锁定的指纹一致`;
}

function * checkEntropy(ctx) {
  const entropy = parseJson(ctx.file("entropy.json"), "entropy.json");
  entropyRecord(entropy, "entropy.json ");
  checkReveals(ctx.h, ctx.plan, entropy.reveals);
  checkPublicValues(ctx.plan.entropy.public, entropy.public);
  const seed = ctx.h.hexOf(seedText(ctx.planHash, entropy)), absent = entropy.reveals.filter(({ r }) => r === "-").length;
  Object.assign(ctx, { entropy, seed, key: keyOf(ctx.h, seed, "OBJ") });
  const numbers = entropy.public.length ? `；${entropy.public.length} 个公开号码完整，请自行对照官方公告` : "";
  return `${entropy.reveals.length} 方随机数${absent ? `（${absent} 方按规则空缺）` : ""}与事先的承诺一致${numbers}`;
}

/** Sets `ctx[name]` to root and size of the recomputed lines, and compares their bytes with the file's. */
function * compareLines(ctx, fileName, lines) {
  const bytes = utf8(lines.map((line) => `${line}\n`).join("")), path = `${fileName}.tsv`;
  ctx[fileName] = { root: yield* merkleRoot(ctx.h, bytes, lines), size: lines.length };
  ctx.output.set(path, bytes);
  compareBytes(path, bytes, ctx.file(path));
}
function compareBytes(path, expected, actual) {
  let at = 0, line = 1, start = 0;
  for (; at < expected.length && expected[at] === actual[at]; at++) if (expected[at] === 10) { line++; start = at + 1; }
  if (at === expected.length && at === actual.length) return;
  const shown = (bytes) => new TextDecoder("latin1").decode(bytes.subarray(start, start + 300)).split("\n")[0];
  const lineOf = (bytes) => (start < bytes.length ? shown(bytes) : "（文件到此结束）");
  differ(`${path} 与重算的结果不同`, `${path} 第 ${line} 行`, lineOf(expected), lineOf(actual));
}
function * checkResult(ctx) {
  ctx.frames = yield* select(ctx.h, ctx.key, ctx.plan, ctx.registers);
  yield* compareLines(ctx, "result", resultLines(ctx));
  return `重抽一遍，逐字节相同：${ctx.frames.map((f) => `${f.code} 抽中 ${count(f.lines.filter(isDrawn).length)} 户`).join("，")}`;
}
function * checkTickets(ctx) {
  yield* compareLines(ctx, "tickets", yield* ticketLines(ctx));
  return `${count(ctx.tickets.size)} 个签号，逐字节相同`;
}
function * checkAssignment(ctx) {
  ctx.matching = yield* assign(ctx);
  yield* compareLines(ctx, "assignment", assignmentLines(ctx));
  const { size } = ctx.assignment, open = ctx.matching.slots.length - size;
  return `重新匹配一遍，逐字节相同：${count(size)} 个席位已派人${open ? `，${count(open)} 个席位人手不够，待直接委派` : ""}`;
}
const noneWhenOpen = ({ plan }) => (plan && !isSealed(plan) ? "立即公开的抽查没有这份文件" : "");
const unlessGiven = (path, who) => ({ files }) => (files.has(path) ? "" : `没有放入，${who}`);

/** Name, function, what must be known already (set by the check of that name), why it may not apply; in order of computing. */
const CHECKS = [
  ["plan", checkPlan, []],
  ["files", checkFiles, []],
  ["registers", checkRegisters, ["plan"]],
  ["inspectors", checkInspectors, ["plan"]],
  ["coi", checkConflicts, ["plan"]],
  ["entropy", checkEntropy, ["plan"]],
  ["result", checkResult, ["plan", "registers", "entropy"]],
  ["tickets", checkTickets, ["plan", "registers", "entropy"], noneWhenOpen],
  ["assignment", checkAssignment, ["result", "inspectors", "coi"]],
  ["transcript", checkTranscript, ["result", "assignment"]],
  ["sealed", checkSealed, ["plan", "registers", "entropy"], (ctx) => noneWhenOpen(ctx) || unlessGiven("sealed.json", "只有审计人员持有")(ctx)],
  ["log", checkLog, ["result", "assignment"], unlessGiven("log.jsonl", "只有平台组织的抽查才有")],
];
const ORDER = ["files", "plan", ...CHECKS.slice(2).map(([checkName]) => checkName)];

/** The outcome of one check: `{name, status, message, difference, needs}` with status pass, fail, blocked or absent. */
function * runCheck(ctx, [checkName, run, needs, absence = () => ""]) {
  const absent = absence(ctx), broken = needs.find((need) => !ctx[need]), outcome = { name: checkName, difference: null };
  if (absent) return { ...outcome, status: "absent", message: absent };
  if (broken) return { ...outcome, status: "blocked", message: "做不了：它要用到的前一项没有通过", needs: broken };
  try {
    return { ...outcome, status: "pass", message: yield* run(ctx) };
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return { ...outcome, status: "fail", message: fault.message, difference: fault.difference };
  }
}

/** Verifies a bundle: its checks in bundle.md's order, and what was found out. `files` maps path → bytes, or null for one too large. */
function * verifyBundle(files) {
  const ctx = { files, output: new Map() }, checks = new Map();
  ctx.file = (path) => files.get(path) || refuse(files.has(path) ? `${path} 太大，浏览器读不下，请用命令行程序 verify_draw.py 核对` : `缺少 ${path}`);
  for (const [index, check] of CHECKS.entries()) {
    const steps = runCheck(ctx, check);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield (index + step.value) / CHECKS.length;
    checks.set(step.value.name, step.value);
  }
  const lone = loneObject(ctx);
  if (lone) Object.assign(checks.get("plan"), { status: "fail", message: lone });
  return { checks: ORDER.map((checkName) => checks.get(checkName)), ctx };
}
// ---------------------------------------------------------------- 14 Proof of one object (section 9, bundle.md)
const drawKeys = { spec: oneOf(SPEC), suite: oneOf("S1", "S2"), draw_id: drawId, plan_hash: hex64 };
const publicRecord = record({
  ...drawKeys, task: text, reveals, public: listOf(text), log_head: hex64,
  disclosure: record({ mode: oneOf("deferred", "confidential"), disclose_by: text }),
  frames: listOf(record({ code: frameCode, root: hex64, size: integer(0), drawn: integer(0) }), 1),
  departments: listOf(unit), slots: listOf(slot), result: tree, tickets: tree, assignment: tree,
}, { drawn: listOf(record({ frame: frameCode, ids: listOf(objectId) })) });
const proofLine = record({
  tree: pattern("register/[A-Z][A-Z0-9_]{0,15}|tickets|result|assignment", "树的名称"), role: oneOf("own", "threshold"),
  line: pattern("[\\x20-\\x7e\\t]+", "一行文字"), index: integer(0, 2 ** 31 - 1), size: integer(1, 2 ** 31 - 1), path: listOf(hex64),
});
const proofRecord = record({ ...drawKeys, id: objectId, lines: listOf(proofLine, 1) });

/** What was published: roots by tree, frames and slots; from plan and transcript also the key and the thresholds. */
function publishedRoots(files) {
  if (files.get("plan.json") && files.get("transcript.json")) return rootsOfTranscript(files);
  const published = parseJcs(files.get("public.json") || refuse("还要放入 public.json，或者 plan.json 和 transcript.json"), "public.json");
  publicRecord(published, "public.json ");
  const registers = Object.fromEntries(published.frames.map((f) => [`register/${f.code}`, f]));
  return { ...published, roots: { ...registers, ...pick(published, "result", "tickets", "assignment") }, sealed: true };
}

function rootsOfTranscript(files) {
  const plan = parseJson(files.get("plan.json"), "plan.json"), transcript = readTranscript(files.get("transcript.json"));
  validatePlan(plan);
  const h = hasherOf(plan.suite), hash = planHash(h, plan), { root: merkle, placed } = transcript.assignment;
  checkDigest(h, "TRANSCRIPT", transcript, "transcript.json");
  if (transcript.plan_hash !== hash) differ("transcript.json 与 plan.json 不是同一次抽取", "plan_hash", hash, transcript.plan_hash);
  const registers = Object.fromEntries(plan.frames.map((f) => [`register/${f.code}`, f.register]));
  const roots = { ...registers, ...pick(transcript, "result", "tickets"), assignment: { root: merkle, size: placed } };
  const strata = new Map(transcript.frames.flatMap((f) => (f.strata || []).map((s) => [`${f.code} ${s.code}`, s])));
  return { ...plan, plan_hash: hash, slots: plan.assignment.slots, roots, strata, key: transcript.K_OBJ, sealed: isSealed(plan) };
}

/** The root that a leaf's path leads to (RFC 9162 section 2.1.3.2), or a word where path and place do not fit. */
function rootOfPath(h, { line, index, size, path }) {
  let node = index, last = size - 1, digest = h.hexOf(`\0${line}`);
  for (const sibling of path) {
    const right = node % 2 === 1 || node === last;
    if (last === 0) return "路径太长";
    digest = h.hexOfBytes(unhex(`01${right ? sibling + digest : digest + sibling}`));
    for (; right && node % 2 === 0 && node > 0; node >>= 1) last >>= 1;
    node >>= 1;
    last >>= 1;
  }
  return last === 0 && index < size ? digest : "路径与位置不符";
}

/** The proof's lines, each found in its published tree, by kind and frame (or slot). */
function provenLines(h, proof, { roots, sealed }) {
  const index = { register: new Map(), tickets: new Map(), result: new Map(), threshold: new Map(), assignment: new Map() };
  for (const entry of proof.lines) {
    const published = roots[entry.tree] || refuse(`公布的文件里没有 ${entry.tree}`), found = rootOfPath(h, entry);
    if (entry.size !== published.size) differ(`${entry.tree} 的行数与公布的不同`, entry.line, published.size, entry.size);
    if (found !== published.root) differ(`证明里的这一行不在公布的 ${entry.tree} 里`, entry.line, published.root, found);
    const [kind, frame] = entry.tree.split("/"), threshold = entry.role === "threshold", lines = index[threshold ? "threshold" : kind];
    const fields = readFields(entry.line, formOf(kind, sealed), (what) => refuse(`证明里的行${what}：${entry.line}`));
    const line = { frame, ...fields }, key = line.j || line.frame;
    if (threshold ? kind !== "result" : line.id !== proof.id) refuse(`证明里混入了不该有的行：${entry.line}`);
    if (lines.has(key)) refuse(`证明里有重复的行：${entry.line}`);
    lines.set(key, line);
  }
  const framed = [index.tickets, index.result, index.threshold].flatMap((lines) => [...lines.keys()]);
  return !index.register.size || framed.some((frame) => !index.register.has(frame)) ? refuse("证明缺少这一户在名录中的行") : index;
}

/** What the proof shows for one frame. "Drawn" and (T, id) ≤ (θ, θ's id) must agree. */
function proveFrame(h, row, index, published) {
  const { frame, id, excl, stratum } = row, [tickets, own, line] = ["tickets", "result", "threshold"].map((kind) => index[kind].get(frame));
  const { status, rank } = own || { status: "", rank: "" }, theta = line ? line.ticket : "";
  const fact = { frame, stratum, excl, status, rank, ticket: "", theta };
  if (excl !== "-") return tickets || own || line ? refuse(`名录 ${frame} 中这一户已排除，不应有签号或结果`) : fact;
  if (published.sealed && !tickets) refuse(`证明缺少名录 ${frame} 的签号行`);
  fact.ticket = published.key ? h.hexOf(`${published.key}:${id}`) : tickets.ticket;
  for (const other of [tickets, own]) if (other && other.ticket !== fact.ticket) differ(`名录 ${frame} 的签号不对`, id, fact.ticket, other.ticket);
  if ([own, line].some((other) => other && other.stratum !== stratum)) refuse(`名录 ${frame} 的分组对不上`);
  checkThreshold(fact, line, published);
  const within = line && fact.ticket + id <= line.ticket + line.id;
  return line && within !== (status[0] === "D") ? differ(`名录 ${frame}：是否抽中与签号对不上`, "中签线", line.ticket, fact.ticket) : fact;
}

/** The threshold line must be the last drawn rank; plan and transcript say which that is, public.json does not. */
function checkThreshold({ frame, stratum, status, rank }, line, { frames, strata }) {
  const follows = frames.find((f) => f.code === frame).follow !== undefined || status === "F";
  if (follows ? line || /^[DR]/.test(status) : status && !line) refuse(`名录 ${frame} 的中签线缺失，或者多余`);
  const beyond = line && Number(rank) > Number(line.rank);
  if (line && (line.status[0] !== "D" || (status && beyond !== (status === "R")))) refuse(`名录 ${frame} 的名次与中签线对不上`);
  if (follows || !strata) return;
  const { k, theta, theta_id: id } = strata.get(`${frame} ${stratum}`) || refuse(`transcript.json 没有名录 ${frame} 分组 ${stratum}`);
  const stated = line ? `${line.ticket} ${line.id} ${line.rank}` : "", wanted = k ? `${theta} ${id} ${k}` : "";
  if (stated !== wanted) differ(`名录 ${frame} 的中签线与公布的不同`, stratum, wanted, stated);
}

/** A following frame takes an eligible object exactly if the followed frame drew it. */
function checkFollowing(facts, frames) {
  const drawn = new Set(facts.filter((f) => f.status[0] === "D").map((f) => f.frame));
  for (const { code, follow } of frames.filter((f) => f.follow)) {
    const fact = facts.find((f) => f.frame === code && f.excl === "-");
    if (fact && drawn.has(follow) !== (fact.status === "F")) refuse(`名录 ${code} 的结果与它跟随的名录 ${follow} 对不上`);
  }
}

function provenTeam(index, facts, slots) {
  return [...index.assignment.values()].map(({ j, iid }) => {
    const { frame, unit: wanted } = slots[Number(j)] || refuse(`方案里没有席位 ${j}`);
    if (!facts.some((f) => f.frame === frame && /^[DF]/.test(f.status))) refuse(`席位 ${j} 所属的名录 ${frame} 没有抽中这一户`);
    return { j: Number(j), frame, unit: wanted, iid };
  }).sort((a, b) => a.j - b.j);
}

function * checkProof(ctx) {
  const proof = parseJson(ctx.file("proof.json"), "proof.json"), published = publishedRoots(ctx.files), h = hasherOf(published.suite);
  proofRecord(proof, "proof.json ");
  const other = firstDifference(pick(published, ...Object.keys(drawKeys)), pick(proof, ...Object.keys(drawKeys)));
  if (other) refuse("证明属于另一次抽取", other);
  const index = provenLines(h, proof, published), facts = [...index.register.values()].map((row) => proveFrame(h, row, index, published));
  if (new Set(facts.map((f) => f.ticket).filter(Boolean)).size > 1) refuse("同一户在不同名录里的签号不同");
  checkFollowing(facts, published.frames);
  ctx.proven = { id: proof.id, task: published.task, draw_id: proof.draw_id, facts, team: provenTeam(index, facts, published.slots) };
  return `${proof.lines.length} 行都在公布的文件里，签号与中签线对得上`;
}

/** Checks proof.json against public.json, or plan.json and transcript.json: a check's outcome with what was proven. */
function verifyProof(files) {
  const ctx = { files, file: (path) => files.get(path) || refuse(`缺少 ${path}`) }, outcome = drain(runCheck(ctx, ["proof", checkProof, []]));
  return { ...outcome, proven: ctx.proven };
}
// ---------------------------------------------------------------- 15 Looking up one code
/** Section 2: the id of a project or product, whose own key has another form. */
function mappedId(key) {
  const bits = Array.from(sha256.text(key.normalize("NFC")), (w) => (w >>> 0).toString(2).padStart(32, "0")).join("");
  return bits.match(/.{5}/g).slice(0, 22).map((five) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[parseInt(five, 2)]).join("");
}
function idOf(typed) {
  const plain = typed.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
  return OBJECT_ID.test(plain) ? plain : mappedId(typed.trim());
}

/** All that a recomputed bundle says about one code. */
function lookUp(ctx, typed) {
  const id = idOf(typed), line = `${ctx.key}:${id}`, slots = ctx.matching ? ctx.matching.slots.filter((s) => s.id === id) : [];
  const frames = ctx.frames.map((frame, f) => lookUpFrame(frame, ctx.registers[f], id)).filter(Boolean);
  const team = slots.map(({ j, iid }) => ({ j, iid, frame: ctx.plan.assignment.slots[j].frame, unit: ctx.plan.assignment.slots[j].unit }));
  return { id, line, ticket: ctx.h.hexOf(line), tool: ctx.h.name, frames, team };
}

function lookUpFrame({ code, follow, lines, groups }, rows, id) {
  const at = rows.findIndex((row) => row.id === id), line = lines.find((l) => l.id === id);
  if (at < 0) return null;
  const { stratum, excl } = rows[at], { status, rank } = line || { status: "", rank: null };
  const fact = { code, follow, stratum, excl, status, rank };
  if (follow) return { ...fact, size: lines.length };
  const group = groups.findIndex((g) => g.code === stratum), { eligible, k, reserve, theta, theta_id, ranked, ticket } = groups[group];
  const near = Array.from(ranked.subarray(0, k + Math.max(reserve, 4)), ticket);
  return { ...fact, group: group + 1, eligible, k, reserve, theta, theta_id, near, rank: excl === "-" ? ranked.indexOf(at) + 1 : null };
}
// ---------------------------------------------------------------- 16 Which dropped file is which
/** Maps a bundle's paths to the dropped ones: its folder is the one with plan.json; loose registers are put in their place. */
function bundlePaths(paths) {
  const named = (mark) => paths.filter((path) => path === mark || path.endsWith(`/${mark}`)), result = new Map();
  const marked = ["plan.json", "public.json", "proof.json"].map(named).find((found) => found.length) || [""];
  if (marked.length > 1) refuse(`放入了 ${marked.length} 套文件（${marked.join("、")}），请一次只放一套`);
  const folder = marked[0].slice(0, marked[0].lastIndexOf("/") + 1);
  for (const path of paths.filter((p) => p.startsWith(folder))) {
    const inner = path.slice(folder.length), own = /^[A-Z][A-Z0-9_]*\.tsv$/.test(inner) ? `registers/${inner}` : inner;
    if (result.has(own)) refuse(`${own} 放入了两份`);
    result.set(own, path);
  }
  return result;
}

// ---------------------------------------------------------------- 17 The page: texts are set as text, never as markup
const find = (id) => root.document.getElementById(id);
const groups = (hexText) => hexText.match(/.{1,4}/g) || [];
const show = (id, ...children) => { find(id).replaceChildren(...children); find(id).hidden = false; };

/** An element with a class and children; strings become text. */
function make(tagName, className, ...children) {
  const element = root.document.createElement(tagName);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
const notice = (colour, head, rest) => make("p", `note ${colour}`, make("b", "", head), rest);
function fill(values) {
  for (const [key, value] of Object.entries(values)) {
    for (const place of root.document.querySelectorAll(`[data-fill="${key}"]`)) place.textContent = value;
  }
}
function say(message, bad = false) {
  find("status").textContent = message;
  find("status").classList.toggle("bad", bad);
}
const STATUS = { pass: ["通过", "good"], fail: ["不符", "bad"], blocked: ["无法核对", ""], absent: ["不适用", ""], open: ["待核对", ""] };
const titleOf = (checkName) => root.document.querySelector(`[data-check="${checkName}"] b`).textContent;
function differenceList(difference) {
  const rows = [["位置", difference.where], ["应当是", difference.expected], ["实际是", difference.actual]];
  return make("dl", "diff", ...rows.flatMap(([key, value]) => [make("dt", "", key), make("dd", "", value)]));
}

function showCheck({ name: checkName, status, message, difference, needs }) {
  const item = root.document.querySelector(`[data-check="${checkName}"]`), [word, colour] = STATUS[status];
  item.querySelectorAll(".found, .diff").forEach((old) => old.remove());
  item.dataset.status = status;
  item.querySelector(".tag").className = `tag ${colour}`;
  item.querySelector(".tag").textContent = word;
  if (status !== "open") item.append(make("div", "found", needs ? `做不了：要先有“${titleOf(needs)}”` : message));
  if (difference) item.append(differenceList(difference));
}

function showVerdict(checks, ctx) {
  const of = (status) => checks.filter((check) => check.status === status), failed = of("fail");
  const names = failed.map((check) => titleOf(check.name)).join("、");
  const note = failed.length ? notice("bad", `有 ${failed.length} 项不符：${names}。`, "下面列出第一处不同；请向组织抽取的单位提出。")
    : notice("good", `${of("pass").length} 项全部通过。`, "文件锁定以后没有改动过，结果就是这样抽出来的。请再把方案指纹与抽取前公布的那一个对一下。");
  const secret = "这是封存的抽查：钥匙、签号和中签线不对外公开，请不要外传。";
  show("verdict", note, ...(ctx.plan && isSealed(ctx.plan) ? [make("p", "hint", secret)] : []));
}

/** The five sentences and the line under the title, with this draw's own figures. */
function describeDraw({ plan, planHash: hash, registers, entropy, seed, h }) {
  const parties = ["", "一", "两", "三", "四", "五", "六", "七", "八", "九"][plan.entropy.commits.length] || String(plan.entropy.commits.length);
  const sources = { kl8: "快乐8", fc3d: "福彩3D", pl5: "排列5", ssq: "双色球", drand: "drand 公共随机数" };
  const open = plan.entropy.public.map((line) => line.split("|")).map(([from, issue]) => `${sources[from]}第 ${issue.slice(-12)} 期`);
  fill({ parties: `${parties}方`, numbers: `${parties}个数${open.length ? `、事后开出的公开号码（${open.join("、")}）` : ""}`, tool: h.name });
  find("context").textContent = `${plan.task}　抽取编号 ${plan.draw_id}　方案指纹 ${groups(hash).slice(0, 4).join(" ")} …`;
  fill({ rows: registers ? ` ${count(new Set(registers.flat().map((row) => row.id)).size)} 户名录` : "名录" });
  if (seed) fill({ seed: seedText(hash, entropy), key: `${SPEC}|KEY\n${seed}\nOBJ` });
}

function digestRow(title, ticket) {
  const digest = make("div", "digest", ...groups(ticket).map((four) => make("span", "", four)));
  return make("tr", "", make("td", "key", title), make("td", "", digest));
}

function statusTag({ excl, status }) {
  if (excl !== "-") return make("span", "tag", "不参加抽取");
  return make("span", /^[DF]/.test(status) ? "tag now" : "tag", { D: "抽中", F: "抽中", R: "备用" }[status[0]] || "未抽中");
}

/** Where a ticket stands in its group, in one sentence. */
function standing({ follow, excl, status, rank, group, eligible, k, size }) {
  if (excl !== "-") return `名录里注明不参加抽取，原因代号 ${excl}`;
  if (follow) return `本名录不另抽，跟随名录 ${follow}${status ? `；共 ${count(size)} 户，签号排第 ${rank}` : "：那边没有抽中，这里也不查"}`;
  if (!k) return `第 ${group} 组 ${count(eligible)} 户，本次不抽`;
  const batch = status[0] === "D" ? `签号不大于中签线，第 ${status.slice(1)} 批检查` : status === "R" ? "列为备用，抽中的户因故退出时依次递补" : "签号大于中签线";
  return `第 ${group} 组 ${count(eligible)} 户取 ${count(k)} 户，签号排第 ${count(rank)}；${batch}`;
}

/** Tickets on a line from 0, for the eye only: the full values stand below. */
function ticketStrip({ near, k, eligible, reserve, theta, status }, mine) {
  const value = (ticket) => parseInt(ticket.slice(0, 12), 16), shown = k <= 150 ? near : [];
  const far = 1.05 * Math.max(value(mine), value(theta), ...shown.map(value)), percent = (ticket) => (100 * value(ticket)) / far;
  const put = (className, ticket, ...children) => {
    const mark = make("span", className, ...children), at = percent(ticket);
    mark.style.left = className.startsWith("lab") ? `clamp(96px, ${at}%, calc(100% - 96px))` : `${at}%`;
    return mark;
  };
  const label = (title, ticket) => [`${title} `, make("code", "", groups(ticket).slice(0, 2).join(" ")), " …"], inside = make("span", "in");
  inside.style.width = `${percent(theta)}%`;
  const dots = shown.map((ticket, i) => put(i < k ? "dot drawn" : "dot", ticket)), me = put(status[0] === "D" ? "dot me" : "dot me out", mine);
  const labels = [put("lab t", theta, ...label("中签线", theta)), put("lab m", mine, ...label("您的签号", mine))];
  const strip = make("div", "strip", inside, make("span", "axis"), ...dots, put("theta", theta), me, ...labels);
  strip.setAttribute("role", "img");
  strip.setAttribute("aria-label", status[0] === "D" ? "签号在中签线左边，抽中" : "签号在中签线右边，没有抽中");
  const under = [`中签线以内，抽中 ${count(k)} 户`, `中签线以外 ${count(eligible - k)} 户，其中 ${count(reserve)} 户备用`];
  return [strip, make("div", "under", ...under.map((words) => make("span", "", words)))];
}

function frameCard(fact, { id, ticket }) {
  const drawing = fact.excl === "-" && !fact.follow && fact.k > 0, rows = [digestRow("您的签号", ticket)];
  if (drawing) rows.push(digestRow("中签线", fact.theta));
  const header = make("header", "", make("h3", "", id), statusTag(fact), make("span", "sub", `名录 ${fact.code}　${standing(fact)}`));
  const strip = drawing ? ticketStrip(fact, ticket) : [], table = fact.follow ? [] : [make("table", "", make("tbody", "", ...rows))];
  return make("article", "card", header, ...strip, ...table);
}
function teamCard(team) {
  const line = (cell, values) => make("tr", "", ...values.map((value) => make(cell, "", value)));
  const rows = team.map(({ j, frame, unit: wanted, iid }) => (
    [`第 ${j + 1} 席`, `名录 ${frame}`, wanted === "*" ? "不限" : wanted, iid === null ? "人手不够，待直接委派" : iid]));
  const head = make("thead", "", line("th", ["席位", "名录", "单位", "人员代号"])), body = make("tbody", "", ...rows.map((row) => line("td", row)));
  return rows.length ? [make("article", "card", make("header", "", make("h3", "", "检查人员")), make("table", "", head, body))] : [];
}

function showAnswer(ctx, typed) {
  const found = lookUp(ctx, typed), cards = found.frames.map((fact) => frameCard(fact, found));
  const advice = "请核对代码有没有输错；如果认为应当列入，可以向组织抽取的单位询问。";
  if (!cards.length) cards.push(notice("info", `${found.id} 不在这次抽取的任何一份名录里。`, advice));
  show("answer", make("h2", "", "查询结果"), ...cards, ...teamCard(found.team));
  fill({ line: found.line });
  find("copy").textContent = "复制这一行";
  find("self").hidden = !found.frames.length;
  find("answer").scrollIntoView({ block: "nearest" });
}

function showProof(outcome) {
  const { proven, message, difference } = outcome, title = make("h2", "", "核对证明 proof.json");
  if (!proven) return show("proof", title, notice("bad", "证明不成立。", message), ...(difference ? [differenceList(difference)] : []));
  const cards = proven.facts.map((fact) => {
    const rows = [["签号", fact.ticket], ["中签线", fact.theta]].filter(([, ticket]) => ticket).map((row) => digestRow(...row));
    const header = make("header", "", make("h3", "", proven.id), statusTag(fact), make("span", "sub", `名录 ${fact.frame}`));
    return make("article", "card", header, make("table", "", make("tbody", "", ...rows)));
  });
  find("context").textContent = `${proven.task}　抽取编号 ${proven.draw_id}`;
  return show("proof", title, notice("good", "证明成立。", message), ...cards, ...teamCard(proven.team));
}

/** Runs a generator in slices of some 30 ms. */
async function inSlices(steps, onProgress) {
  for (let since = performance.now(), step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - since < 30) continue;
    onProgress(step.value);
    await new Promise((resume) => { setTimeout(resume, 0); });
    since = performance.now();
  }
}

async function verifyAndShow(page) {
  find("progress").hidden = false;
  const advance = (done) => { find("progress").value = Math.max(find("progress").value, done); };
  const { checks, ctx } = await inSlices(verifyBundle(page.files), advance);
  page.ctx = ctx;
  checks.forEach(showCheck);
  showVerdict(checks, ctx);
  if (ctx.plan) describeDraw(ctx);
  find("ask").hidden = !ctx.frames;
  find("print").hidden = false;
}

const WANTED = /^(?:registers\/[A-Z][A-Z0-9_]*\.tsv|[a-z]+\.(?:tsv|json|jsonl))$/;

/** Takes dropped files `{path, file}`: a plan starts anew, anything else joins what is there. */
async function receive(page, dropped) {
  const paths = bundlePaths(dropped.map(({ path }) => path)), byPath = new Map(dropped.map(({ path, file }) => [path, file]));
  if (paths.has("plan.json") || (paths.has("public.json") && page.files.has("plan.json"))) page.files = new Map();
  for (const [own, path] of paths) {
    const file = byPath.get(path), read = async () => new Uint8Array(WANTED.test(own) ? await file.arrayBuffer() : 0);
    page.files.set(own, isSensible(own, file.size) ? await read() : null);
  }
  const has = (path) => page.files.has(path), registers = [...page.files.keys()].some((path) => path.startsWith("registers/"));
  const bundle = has("plan.json") && (registers || !has("proof.json"));
  if (!bundle && !has("proof.json")) refuse(has("public.json") ? "这是封存抽查的公开部分，请再放入您那一户的 proof.json" : "没有找到 plan.json，请放入整套文件所在的文件夹");
  find("review").hidden = !bundle;
  if (bundle) await verifyAndShow(page);
  if (has("proof.json")) showProof(verifyProof(page.files));
  return `已核对 ${count(page.files.size)} 个文件`;
}

async function work(page, gather) {
  if (page.busy) return;
  page.busy = true;
  ["verdict", "answer", "self", "proof", "ask"].forEach((id) => { find(id).hidden = true; });
  ORDER.forEach((checkName) => showCheck({ name: checkName, status: "open" }));
  find("context").textContent = "";
  find("progress").value = 0;
  say("正在核对……");
  try {
    say(await receive(page, await gather()));
    find("desk").classList.add("loaded");
  } catch (fault) {
    say(fault instanceof Refusal ? fault.message : `文件读取出错：${fault.message}`, true);
  }
  find("progress").hidden = true;
  page.busy = false;
}

async function filesOfHandle(handle, prefix) {
  if (handle.kind === "file") return [{ path: prefix + handle.name, file: await handle.getFile() }];
  const found = [];
  for await (const inner of handle.values()) found.push(...await filesOfHandle(inner, `${prefix}${handle.name}/`));
  return found;
}

/** Files of a drop. Folders need file system handles: their older interface fails on file: pages. */
function droppedFiles(transfer) {
  const files = [...transfer.files].map((file) => ({ path: file.name, file })), items = [...transfer.items].filter((item) => item.kind === "file");
  if (!items.every((item) => item.getAsFileSystemHandle)) return async () => files;
  const handles = items.map((item) => item.getAsFileSystemHandle());
  return async () => (await Promise.all(handles.map(async (handle) => filesOfHandle(await handle, "")))).flat();
}

function copyLine() {
  root.getSelection().selectAllChildren(find("line"));
  find("copy").textContent = root.document.execCommand("copy") ? "已复制" : "已选中，请按 Ctrl+C";
}

function startPage() {
  const page = { files: new Map(), ctx: null, busy: false };
  const over = (on) => (event) => { event.preventDefault(); find("drop").classList.toggle("over", on); };
  for (const id of ["folder", "loose"]) {
    find(id).addEventListener("change", ({ target }) => {
      const chosen = [...target.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
      target.value = "";
      if (chosen.length) work(page, async () => chosen);
    });
  }
  root.addEventListener("dragover", over(true));
  root.addEventListener("dragleave", over(false));
  root.addEventListener("drop", (event) => { over(false)(event); work(page, droppedFiles(event.dataTransfer)); });
  find("ask").addEventListener("submit", (event) => { event.preventDefault(); showAnswer(page.ctx, find("code").value); });
  find("copy").addEventListener("click", copyLine);
  find("print").addEventListener("click", () => root.print());
}

if (typeof module === "object" && module.exports) {
  module.exports = {
    Refusal, drain, sha256, sm3, parseJson, jcs, allocate, verifyBundle, recomputedTranscript, verifyProof, lookUp, bundlePaths, mappedId,
  };
} else {
  root.mingchaHashes = { sha256, sm3 };
  if (find("drop")) startPage(); // other pages of the platform take the hash functions alone
}

})(globalThis);
