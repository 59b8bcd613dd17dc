// What an answer is worth, and what is said to it. The rules are those of postsoviet/quiz/marking.py.
// A mark has a fraction (null for an open answer), words, the entry of the key that explains, and parts:
// each the row that it is about, whether it is right, words, and an entry.

const isRight = (entry) => entry.dataset.correct === "true";
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// The part of an answer that a number or a word is worth, by the list of its key; null where none was read.
const written = (list, kind, text) => {
  const other = list.querySelector("[data-other]");
  let fits;
  if (kind === "number") {
    const found = readings(text);
    if (!found.length) return null;
    fits = ({ dataset }) => found.some((one) => Number(dataset.low) <= one && one <= Number(dataset.high));
  } else {
    const given = folded(text);
    if (!given) return null;
    fits = ({ dataset }) => JSON.parse(dataset.accepted).includes(given);
  }
  const known = [...list.querySelectorAll(kind === "number" ? "[data-low]" : "[data-accepted]")];
  return known.find(fits) || other;
};

const shares = (parts, words, phrase) => {
  if (parts.every((part) => part.unread)) return { words: words.empty, parts };
  const done = parts.filter((part) => part.right).length;
  const fraction = done / parts.length;
  const said = fraction && fraction < 1 ? fill(phrase, { done, all: parts.length }) : "";
  return { fraction, words: said, parts, beside: true };
};

const line = (form, words) => {
  const text = named(form, "answer").value;
  const kind = form.dataset.type;
  if (!text.trim()) return { words: words.empty };
  const entry = written(keyOf(form).querySelector("ul"), kind, text);
  if (!entry) return { words: kind === "number" ? words.not_a_number : words.empty };
  return { fraction: Number(isRight(entry)), entry };
};

const row = (control) => control.closest(".option, .place, .pair, .blank");

const MARKS = {
  single(form, words) {
    const input = form.querySelector("input:checked");
    if (!input) return { words: words.empty };
    const entry = entries(form, "option")[Number(input.value)];
    const right = isRight(entry);
    return { fraction: Number(right), entry, parts: [{ row: row(input), right }] };
  },
  multiple(form, words) {
    const inputs = [...form.querySelectorAll("input:checked")];
    if (!inputs.length) return { words: words.empty };
    const key = entries(form, "option");
    const parts = inputs.map((input) => {
      const entry = key[Number(input.value)];
      return { row: row(input), right: isRight(entry), entry };
    });
    const all = key.filter(isRight).length, done = parts.filter((part) => part.right).length;
    const slips = parts.length - done, fraction = Math.max(0, (done - slips) / all);
    const part = !slips ? words.part_found : fraction ? words.part_options : words.part_undone;
    return { fraction, words: done && fraction < 1 ? fill(part, { done, all, slips }) : "", parts, beside: true };
  },
  "true-false"(form, words) {
    const [verdict, reason] = ["verdict", "reason"].map(
      (part) => form.querySelector(`[name="${form.id}-${part}"]:checked`));
    if (!verdict) return { words: words.empty };
    const entry = entries(form, "verdict").find(({ dataset }) => dataset.verdict === verdict.value);
    const why = reason && entries(form, "option")[Number(reason.value)];
    const right = isRight(entry), whole = Boolean(right && why && isRight(why));
    const parts = [{ row: row(verdict), right }];
    if (why) parts.push({ row: row(reason), right: isRight(why), entry: why });
    return { fraction: right ? 0.5 + 0.5 * whole : 0, words: right && !whole ? words.part_verdict : "", entry, parts };
  },
  number: line,
  text: line,
  ordering(form, words) {
    const parts = entries(form, "item").map((entry, at) => {
      const control = named(form, `item-${entry.dataset.item}`), given = place(control);
      const right = given === at + 1;
      // where a thing stands is not told at once: the direction is enough for another try
      const said = given === null ? words.missing : right ? "" : given > at + 1 ? words.earlier : words.later;
      return { row: row(control), right, words: said, entry: right && entry, unread: given === null };
    });
    return shares(parts, words, words.part_places);
  },
  matching(form, words) {
    const extras = entries(form, "extra");
    const parts = entries(form, "pair").map((entry) => {
      const control = named(form, `pair-${entry.dataset.pair}`), given = control.value;
      const right = given === entry.dataset.choice;
      const tempting = extras.find(({ dataset }) => dataset.extra === given);
      return {
        row: row(control), right, words: given ? "" : words.missing, entry: right ? entry : tempting, unread: !given,
      };
    });
    return shares(parts, words, words.part_pairs);
  },
  blanks(form, words) {
    const parts = entries(form, "blank").map((entry, at) => {
      const control = named(form, `blank-${at}`), { kind, label } = entry.dataset;
      const part = { row: row(control), note: document.getElementById(`${control.id}-note`), label };
      if (!control.value.trim()) return { ...part, words: words.missing, unread: true };
      const found = kind === "chosen"
        ? entry.querySelectorAll("[data-option]")[Number(control.value)]
        : written(entry.querySelector("ul"), kind, control.value);
      if (!found) return { ...part, words: kind === "number" ? words.not_a_number : words.missing, unread: true };
      return { ...part, right: isRight(found), entry: found };
    });
    if (parts.length === 1) parts[0].label = "";
    return shares(parts, words, words.part_blanks);
  },
  open(form, words) {
    if (!named(form, "answer").value.trim()) return { words: words.empty };
    return { fraction: null, words: words.compare };
  },
};
const markOf = (form, words) => MARKS[form.dataset.type](form, words);
