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

// Of several versions the one that was answered right is handed in, and else the one that was tried last.
const bestVersion = (entry) => {
  const tried = Object.entries(entry.versions).filter(([, kept]) => kept.tries?.length);
  const last = (some) => some.sort(([, a], [, b]) => a.tries.at(-1).at < b.tries.at(-1).at ? 1 : -1)[0];
  return last(tried.filter(([, kept]) => kept.right)) || last(tried);
};

const resultOf = (quiz) => {
  const whole = read(keyFor(quiz));
  const answers = {};
  for (const form of quiz.querySelectorAll("form.question")) {
    const best = bestVersion(entryOf(form, whole));
    if (!best) continue;
    const [version, { tries, hint, shown }] = best;
    const pack = packOf(form);
    const parameters = pack ? pack.versions[version].parameters : JSON.parse(form.dataset.parameters);
    answers[form.dataset.question] = { parameters, tries, hint, shown };
  }
  const result = {
    format: "postsoviet quiz result", version: 1, unit: quiz.dataset.unit, bank: quiz.dataset.bank,
    student: quiz.querySelector(".student").value.trim(), saved: new Date().toISOString(), answers,
  };
  return { ...result, checksum: sha256(canonical(result)) };
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
