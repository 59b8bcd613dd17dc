// The file that a student hands in. It holds answers and no marks, and a checksum that tells of damage.

// As Python's json.dumps(x, sort_keys=True, separators=(",", ":"), ensure_ascii=False).
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!value || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
};

// SHA-256 (FIPS 180-4): the browser's own is missing on pages that come over plain http.
const sha256 = (text) => {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const part = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  const constants = primes.map((prime) => part(Math.cbrt(prime)));
  const hash = primes.slice(0, 8).map((prime) => part(Math.sqrt(prime)));
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((bytes.length + 72) & ~63);
  padded.set(bytes);
  padded[bytes.length] = 128;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, bytes.length / 2 ** 29);
  view.setUint32(padded.length - 4, bytes.length << 3);
  for (let start = 0; start < padded.length; start += 64) {
    const w = Array.from({ length: 64 }, (_, i) => i < 16 ? view.getInt32(start + 4 * i) : 0);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      const one = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), two = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[i] = (w[i - 16] + one + w[i - 7] + two) | 0;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { hash[i] = (hash[i] + word) | 0; });
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
};
const sealed = (part) => ({ ...part, checksum: sha256(canonical(part)) });

// What is kept of a question; nothing, once it asks for something else.
const fitting = (whole, name, imprint) => {
  const entry = whole.questions?.[name];
  return isTable(entry) && entry.imprint === imprint && isTable(entry.versions) ? entry : null;
};

// What was typed last and never checked counts as a try, too.
const triesOf = (entry, version) => {
  const { tries, draft, at } = entry.versions[version] ?? {};
  const all = Array.isArray(tries) ? tries : [];
  const unchecked = draft !== undefined && String(entry.version) === version
    && !(all.length && canonical(all.at(-1).answer) === canonical(draft));
  return unchecked ? [...all, { at, seconds: 0, answer: draft }] : all;
};

// Of several versions the one that was answered right is handed in, and else the one that was tried last.
const bestVersion = (entry, parameters) => {
  const tried = Object.keys(entry.versions).filter((version) => parameters[version])
    .map((version) => ({ version, tries: triesOf(entry, version) })).filter(({ tries }) => tries.length);
  const last = (some) => some.sort((a, b) => a.tries.at(-1).at < b.tries.at(-1).at ? 1 : -1)[0];
  return last(tried.filter(({ version }) => entry.versions[version].right)) || last(tried);
};

// Asked: unit, bank, and of every question its imprint and the parameters of its versions.
const resultOf = (asked, whole, student) => {
  const answers = {};
  for (const [name, { imprint, parameters }] of Object.entries(asked.questions)) {
    const entry = fitting(whole, name, imprint);
    const best = entry && bestVersion(entry, parameters);
    if (!best) continue;
    const { hint, shown } = entry.versions[best.version];
    answers[name] = { parameters: parameters[best.version], tries: best.tries, hint: Boolean(hint), shown: Boolean(shown) };
  }
  return sealed({
    format: "postsoviet quiz result", version: 1, unit: asked.unit, bank: asked.bank,
    student: student.trim(), saved: new Date().toISOString(), answers,
  });
};

const download = (name, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // some browsers read the address a little later
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
